// @ts-check
import { writeInPlace } from "./_in_place.js";
import { placeByHand, placeByKeys } from "./_order.js";
import { offerUndo, tellDeedsApart } from "./_undo.js";

for (const begin of [writeInPlace, placeByHand, placeByKeys, offerUndo, tellDeedsApart]) begin();
