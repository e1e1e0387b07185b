#!/bin/sh
# Makes a disk image for macOS of the frozen Evenkeel.app.
# Usage: build-dmg.sh APP DIST VERSION
# EVENKEEL_SIGN_IDENTITY names the certificate to sign with; EVENKEEL_NOTARY_PROFILE the stored
# access to Apple's notary. Without them that step is left out and said so.
set -eu
app=$1
dist=$2
version=$3
image=$dist/Evenkeel-$version-$(uname -m).dmg
entitlements=$(dirname "$0")/entitlements.plist

plutil -lint "$app/Contents/Info.plist" "$entitlements"

if [ -n "${EVENKEEL_SIGN_IDENTITY:-}" ]; then
    # Libraries before what holds them.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -exec \
        codesign --force --timestamp --options runtime --sign "$EVENKEEL_SIGN_IDENTITY" {} +
    codesign --force --deep --timestamp --options runtime --entitlements "$entitlements" \
        --sign "$EVENKEEL_SIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
else
    echo "Not signed: EVENKEEL_SIGN_IDENTITY names no certificate." >&2
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
# Where a person drags it to.
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -fs HFS+ -format UDZO -volname "Evenkeel" -srcfolder "$stage" "$image"

if [ -n "${EVENKEEL_SIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$EVENKEEL_SIGN_IDENTITY" "$image"
fi
if [ -n "${EVENKEEL_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$EVENKEEL_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
else
    echo "Not notarised: EVENKEEL_NOTARY_PROFILE names no access." >&2
fi
echo "$image"
