// swift-tools-version: 6.0
// The generated Swift of the bindings and the library below it. `scripts/generate.sh` puts the sources here.
//
// On a Mac the library is the XCFramework of `scripts/xcframework.sh`; elsewhere, for tests, the shared library that lies in
// the folder APP4G_LIB_DIR.

import PackageDescription

#if os(Linux)
  let libraryFolder = Context.environment["APP4G_LIB_DIR"] ?? "../../target/debug"
  let library = Target.systemLibrary(name: "App4GCoreFFI", path: "Sources/App4GCoreFFI")
  let linking: [LinkerSetting] = [
    .unsafeFlags(["-L\(libraryFolder)"]),
    .linkedLibrary("app4g_bindings"),
  ]
#else
  let library = Target.binaryTarget(name: "App4GCoreFFI", path: "App4GCoreFFI.xcframework")
  let linking: [LinkerSetting] = []
#endif

let package = Package(
  name: "App4GCore",
  platforms: [.iOS(.v17), .macOS(.v14)],
  products: [.library(name: "App4GCore", targets: ["App4GCore"])],
  targets: [
    library,
    // Generated code is compiled as Swift 5: what the generator writes for callbacks is not accepted by the rules of 6.
    .target(
      name: "App4GCore",
      dependencies: ["App4GCoreFFI"],
      swiftSettings: [.swiftLanguageMode(.v5)],
      linkerSettings: linking
    ),
  ]
)
