"""Names of what is left out of the index by default, on disk and inside archives alike.

Invariant: names only, in the patterns of fnmatch; without a slash, whatever the folder.
"""

from __future__ import annotations

SECRET_FOLDERS = (  # noqa: SIM905
    ".ssh .gnupg .aws .azure .kube .docker .oci .gcloud gcloud .password-store .pki .cert keyrings Keychains kwalletd "
    ".electrum .bitcoin .ethereum .monero Bitwarden 1Password KeePass "
    ".mozilla .thunderbird firefox .librewolf .waterfox google-chrome* chromium BraveSoftware .brave vivaldi opera "
    "microsoft-edge* epiphany .tor-browser* ProtonVPN"
).split()
SECRET_FILES = [
    *(  # noqa: SIM905
        ".env .env.* *.kdbx *.kdb *.pem *.key *.p12 *.pfx *.jks *.keystore *.ppk *.gpg *.pgp *.agekey *.keytab *.kwl "
        "*.keychain *.keychain-db id_rsa* id_dsa* id_ecdsa* id_ed25519* id_xmss* .netrc _netrc .pgpass .my.cnf "
        ".git-credentials .npmrc .pypirc .htpasswd .vault-token .s3cfg .boto *_history .*_history wallet.dat "
        "key3.db key4.db cert8.db cert9.db logins.json signons.sqlite cookies.sqlite* places.sqlite* Cookies "
        "client_secret*.json *.ovpn *.mobileconfig"
    ).split(),
    "Login Data",
    "Web Data",
]
CACHE_FOLDERS = [
    *(  # noqa: SIM905
        ".git .hg .svn .bzr CVS node_modules bower_components jspm_packages __pycache__ .venv .tox .nox .eggs *.egg-info "
        ".mypy_cache .ruff_cache .pytest_cache .hypothesis .ipynb_checkpoints .cache .ccache .gradle .m2 .cargo .rustup "
        ".npm .yarn .pnpm-store .nuget .terraform .vagrant .next .nuxt .parcel-cache .sass-cache .dart_tool .stack-work "
        "DerivedData CMakeFiles .Trash .Trash-* $RECYCLE.BIN lost+found .snapshots .fseventsd .Spotlight-V100"
    ).split(),
    "System Volume Information",
]
TEMPORARY_FILES = (  # noqa: SIM905
    "~$* .~lock.*# *.part *.partial *.crdownload *.download *.tmp *.temp *.swp *.swo *.swx *~ .#* #*# *.lock *.pid "
    "*.pyc *.pyo *.o *.obj *.class .DS_Store Thumbs.db ehthumbs.db desktop.ini .directory .nfs* .fuse_hidden*"
).split()
