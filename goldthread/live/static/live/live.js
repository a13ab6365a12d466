// What the stream does beyond telling parts to ask again: coming back after an interruption, and presence.
import { askAgainAfterInterruptions, beginAgainWhereNeverBegun } from "./_stream.js";
import { showWhoIsHere } from "./_presence.js";
import { sayThatIWrite } from "./_writing.js";

askAgainAfterInterruptions();
beginAgainWhereNeverBegun();
showWhoIsHere();
sayThatIWrite();
