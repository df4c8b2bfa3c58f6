// swift-tools-version: 6.0
// What the iOS app knows without SwiftUI: bridges, stores, the back stack, the session, samples. Tested on Linux against the
// real core.

import PackageDescription

let package = Package(
  name: "ShellKit",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "ShellKit", targets: ["ShellKit"])],
  dependencies: [.package(path: "../App4GCore")],
  targets: [
    .target(name: "ShellKit", dependencies: ["App4GCore"]),
    .testTarget(name: "ShellKitTests", dependencies: ["ShellKit", "App4GCore"]),
  ],
  swiftLanguageModes: [.v6]
)
