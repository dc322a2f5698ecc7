"""The account pages there are: allauth's views by their names, each only where this house offers what it does.

No sign-up, no addresses or telephone numbers to manage, no code instead of a password.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as provider
from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView

from icm.core.auth import forms, views


def page(address: str, view: type, name: str, form: type | None = None) -> URLPattern:
    """A page with a form of ours in place of allauth's."""
    return path(address, view.as_view(**({"form_class": form} if form else {})), name=name)  # type: ignore[attr-defined]


def early(address: str, view: type, name: str, form: type | None = None) -> URLPattern:
    """A page open to those who have yet to set up a second factor."""
    found = page(address, view, name, form)
    views.before_second_factor(found.callback)
    return found


PASSWORDS = [
    page("login/", views.SignIn, "account_login", forms.SignIn),
    page("logout/", views.SignOut, "account_logout"),
    page("inactive/", account.AccountInactiveView, "account_inactive"),
    early(
        "reauthenticate/",
        account.ReauthenticateView,
        "account_reauthenticate",
        forms.ConfirmPassword,
    ),
    page(
        "password/change/",
        account.PasswordChangeView,
        "account_change_password",
        forms.ChangePassword,
    ),
    page("password/set/", account.PasswordSetView, "account_set_password", forms.SetPassword),
    page("password/reset/", account.PasswordResetView, "account_reset_password", forms.AskForLink),
    page("password/reset/done/", account.PasswordResetDoneView, "account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(form_class=forms.NewPassword),
        name="account_reset_password_from_key",
    ),
    page(
        "password/reset/key/done/",
        account.PasswordResetFromKeyDoneView,
        "account_reset_password_from_key_done",
    ),
]
SECOND_FACTORS = [
    early("", views.SecondFactors, "mfa_index"),
    page("authenticate/", mfa.AuthenticateView, "mfa_authenticate", forms.Code),
    early("reauthenticate/", mfa.ReauthenticateView, "mfa_reauthenticate", forms.ConfirmCode),
    early("totp/activate/", totp.ActivateTOTPView, "mfa_activate_totp", forms.AddApp),
    page("totp/deactivate/", totp.DeactivateTOTPView, "mfa_deactivate_totp"),
    page("recovery-codes/", recovery.ViewRecoveryCodesView, "mfa_view_recovery_codes"),
    page(
        "recovery-codes/generate/",
        recovery.GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
    ),
    path("webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    early("webauthn/add/", webauthn.AddWebAuthnView, "mfa_add_webauthn", forms.AddKey),
    early(
        "webauthn/reauthenticate/",
        webauthn.ReauthenticateWebAuthnView,
        "mfa_reauthenticate_webauthn",
    ),
    page("webauthn/keys/<int:pk>/remove/", webauthn.RemoveWebAuthnView, "mfa_remove_webauthn"),
    page(
        "webauthn/keys/<int:pk>/edit/",
        webauthn.EditWebAuthnView,
        "mfa_edit_webauthn",
        forms.RenameKey,
    ),
]
PROVIDER = [
    page("3rdparty/login/cancelled/", social.LoginCancelledView, "socialaccount_login_cancelled"),
    page("3rdparty/login/error/", social.LoginErrorView, "socialaccount_login_error"),
    path("oidc/<slug:provider_id>/login/", provider.login, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/login/callback/", provider.callback, name="openid_connect_callback"
    ),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("account/", include(PASSWORDS + PROVIDER)),
    path("account/2fa/", include(SECOND_FACTORS)),
    path("account/sessions/", views.Sessions.as_view(), name="usersessions_list"),
]
