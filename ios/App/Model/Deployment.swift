// Whom this app trusts and asks: files of the bundle and keys of Info.plist, decided when it is built.

import App4GCore
import Foundation
import ShellKit

struct Deployment {
  /// The name of the file that an export makes.
  static let exportName = "app4g.tar"

  /// The language of the phone as the core wants it.
  static var language: String {
    Locale.preferredLanguages.first ?? "vi"
  }

  let config: OpenConfig

  /// Reads the bundle. Without a root the app has feeds only; without a starter there is nothing to read before the first refresh.
  init(_ bundle: Bundle = .main) {
    config = OpenConfig(
      folder: Self.folder.onDisk,
      language: Self.language,
      repository: Self.repository(bundle),
      starter: Self.file("starter", "tar", bundle),
      addresses: .public)
  }

  private static func repository(_ bundle: Bundle) -> RepositoryConfig? {
    guard let root = file("root", "json", bundle) else { return nil }
    return RepositoryConfig(
      root: root,
      mirrors: bundle.object(forInfoDictionaryKey: "App4GMirrors") as? [String] ?? [],
      archives: [],
      trial: bundle.object(forInfoDictionaryKey: "App4GTrial") as? Bool == true ? .allowed : .refused)
  }

  private static func file(_ name: String, _ kind: String, _ bundle: Bundle) -> Data? {
    bundle.url(forResource: name, withExtension: kind).flatMap { try? Data(contentsOf: $0, options: .mappedIfSafe) }
  }

  /// The profile's folder: private, and excluded from backups (what is personal can be exported).
  private static var folder: URL {
    var folder = URL.applicationSupportDirectory.appending(path: "profile", directoryHint: .isDirectory)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var values = URLResourceValues()
    values.isExcludedFromBackup = true
    try? folder.setResourceValues(values)
    return folder
  }
}
