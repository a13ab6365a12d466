// @ts-check
// When a passkey is not used, the page says so; without this only the console would know.
document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("passkey_problem");
  if (!place) return;
  event.preventDefault();
  place.textContent = place.dataset.sentence ?? "";
  place.hidden = false;
});
