// What every page of ours can do; each module minds one thing and works without the others.
import "./keep.js";
import { closeMenusOutside, walkMenus, placeMenus } from "./_menus.js";
import { openDialogs, closeDialogs } from "./_dialogs.js";
import { copyOnPress } from "./_clipboard.js";
import { chooseTheme } from "./_theme.js";
import { dismissMessages, hearMessages, tellConnection } from "./_messages.js";
import { readAnswers, showWaiting } from "./_answers.js";
import { sendOnce } from "./_forms.js";
import { sendByKeyboard } from "./_keys.js";
import { keepDrafts } from "./_drafts.js";
import { searchInSelects } from "./_pick.js";
import { keepOfflinePage } from "./_offline.js";
import { quietTips, showCurrentTab } from "./_small.js";

for (const begin of [
  closeMenusOutside, walkMenus, placeMenus, openDialogs, closeDialogs, copyOnPress, chooseTheme, dismissMessages,
  hearMessages, tellConnection, readAnswers, showWaiting, sendOnce, sendByKeyboard, keepDrafts, searchInSelects, keepOfflinePage, quietTips, showCurrentTab,
]) {
  begin();
}
