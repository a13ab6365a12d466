"""Signing in elsewhere. Our form sends people on to another host, so this one page may be left by a form."""

from allauth.socialaccount.providers.openid_connect import views
from csp.decorators import csp_update

# Browsers hold every redirect after a form against the policy of the page with the form, and the other side may send
# people on to further hosts of its own; where exactly is not ours to know.
sign_in = csp_update({"form-action": ["https:", "http://localhost:*", "http://127.0.0.1:*"]})(views.login)
