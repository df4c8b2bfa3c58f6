#!/usr/bin/env bash
# Builds the static libraries for phones and simulators and packs them into App4GCore/App4GCoreFFI.xcframework.
#
# Needs a Mac with Xcode and the three Rust targets. NOT run in CI and never run by those who wrote it: no Mac was at hand.
# Run `cargo bindgen --release` and scripts/generate.sh before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ "$(uname -s)" = Darwin ] || { echo "needs a Mac with Xcode" >&2; exit 1; }

phone=aarch64-apple-ios
simulators=(aarch64-apple-ios-sim x86_64-apple-ios)
header=App4GCore/Sources/App4GCoreFFI/App4GCoreFFI.h
modulemap=App4GCore/Sources/App4GCoreFFI/module.modulemap
[ -f "$header" ] || { echo "no $header: run scripts/generate.sh" >&2; exit 1; }

# The flags of every phone build.
cargo phone "$phone" "${simulators[@]}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
built() { echo "../target/$1/phone/libapp4g_bindings.a"; }
mkdir -p "$work/simulator"
lipo -create $(for target in "${simulators[@]}"; do built "$target"; done) -output "$work/simulator/libapp4g_bindings.a"

# In a folder of their own below the headers, so that a second framework with a module map can stand beside this one.
mkdir -p "$work/headers/App4GCoreFFI"
cp "$header" "$modulemap" "$work/headers/App4GCoreFFI/"

rm -rf App4GCore/App4GCoreFFI.xcframework
xcodebuild -create-xcframework \
  -library "$(built "$phone")" -headers "$work/headers" \
  -library "$work/simulator/libapp4g_bindings.a" -headers "$work/headers" \
  -output App4GCore/App4GCoreFFI.xcframework
