// @ts-check
// Phases of an agenda: dragged by their handle, or moved by the arrow keys.
import { placeByHand, placeByKeys } from "../../../boards/static/boards/_order.js";

placeByHand();
placeByKeys();
