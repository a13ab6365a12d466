// Search in a dialog, and the keys that work on every page.
import { beginSearch } from "./_asking.js";
import { beginKeys } from "./_keys.js";

beginSearch();
beginKeys();
