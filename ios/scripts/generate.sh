#!/usr/bin/env bash
# Links the generated Swift to where the packages look for it: bindings into App4GCore, texts and tokens into ShellKit.
#
# Run `cargo bindgen` before; once linked, a later run of it is seen by itself. GENERATED names another folder than
# target/generated (below it: swift/ and swift-shell/). Links, because swift-format passes over them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
generated=${GENERATED:-../target/generated}
[ -f "$generated/swift/App4GCore.swift" ] || { echo "no generated Swift in $generated: run cargo bindgen" >&2; exit 1; }
generated=$(cd "$generated" && pwd)

put() { # FILE FOLDER
  mkdir -p "$2"
  ln -sf "$1" "$2/"
}

put "$generated/swift/App4GCore.swift" App4GCore/Sources/App4GCore
put "$generated/swift/App4GCoreFFI.h" App4GCore/Sources/App4GCoreFFI
for name in Strings Tokens; do
  [ -f "$generated/swift-shell/$name.swift" ] || { echo "no $name.swift in $generated/swift-shell" >&2; exit 1; }
  put "$generated/swift-shell/$name.swift" ShellKit/Sources/ShellKit/Generated
done
