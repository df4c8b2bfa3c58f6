// swift-tools-version: 6.0
// The bench with both generated modules; `src/shells/swift.rs` puts the sources together in `target/`. Every flag of the linker comes
// from the folder of the libraries, APP4G_LIB_DIR.

import PackageDescription

let folder = Context.environment["APP4G_LIB_DIR"] ?? "."

// Generated code is compiled as Swift 5, as the shells do.
let package = Package(
  name: "Bench",
  targets: [
    .systemLibrary(name: "App4GCoreFFI"),
    .systemLibrary(name: "bareFFI"),
    .target(
      name: "App4GCore", dependencies: ["App4GCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)],
      linkerSettings: [.unsafeFlags(["-L\(folder)"]), .linkedLibrary("app4g_bindings")]),
    .target(
      name: "Bare", dependencies: ["bareFFI"], swiftSettings: [.swiftLanguageMode(.v5)],
      linkerSettings: [.unsafeFlags(["-L\(folder)"]), .linkedLibrary("uniffi_bare")]),
    .executableTarget(name: "Bench", dependencies: ["App4GCore", "Bare"], swiftSettings: [.swiftLanguageMode(.v5)]),
  ]
)
