#!/usr/bin/env bash
# Copies the generated Swift to where the packages look for it: bindings into App4GCore, texts and tokens into ShellKit.
#
# Run `cargo bindgen` before. GENERATED names another folder than target/generated (below it: swift/ and swift-shell/).
# Only what differs is written, so that an unchanged file is not compiled again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
generated=${GENERATED:-../target/generated}

put() { # FILE FOLDER
  mkdir -p "$2"
  cmp -s "$1" "$2/$(basename "$1")" || cp "$1" "$2/"
}

[ -f "$generated/swift/App4GCore.swift" ] || { echo "no generated Swift in $generated: run cargo bindgen" >&2; exit 1; }
put "$generated/swift/App4GCore.swift" App4GCore/Sources/App4GCore
put "$generated/swift/App4GCoreFFI.h" App4GCore/Sources/App4GCoreFFI
for name in Strings Tokens; do
  [ -f "$generated/swift-shell/$name.swift" ] || { echo "no $name.swift in $generated/swift-shell" >&2; exit 1; }
  put "$generated/swift-shell/$name.swift" ShellKit/Sources/ShellKit/Generated
done
