#!/usr/bin/env bash
# Lists the Swift files that people wrote, one a line; what is generated or built is not among them.
#
# swift-format lint --strict $(ios/scripts/sources.sh)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
git ls-files --cached --others --exclude-standard -- 'ios/*.swift'
