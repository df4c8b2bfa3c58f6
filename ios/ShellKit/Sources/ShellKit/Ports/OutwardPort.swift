// What leaves the app by an address: pages, calls, letters. `AppModel` asks it for every link that is pressed.
//
// A shared text leaves through the system's own sheet, which is there on every phone and says itself if nobody takes it.

import App4GCore
import Foundation

/// The other apps of the phone.
@MainActor
public protocol OtherApps {
  /// Hands an address over; false where none takes it.
  func take(_ address: URL) async -> Bool
}

/// Content opens pages, numbers and letters only, and a press is never without an answer.
@MainActor
public struct OutwardPort {
  private static let schemes: Set<String> = ["http", "https", "tel", "mailto"]
  private let apps: any OtherApps

  public init(_ apps: any OtherApps) {
    self.apps = apps
  }

  /// Opens an address outside the app; returns what went wrong, nil if nothing did.
  public func open(_ address: URL, words: Strings) async -> Problem? {
    if let scheme = address.scheme?.lowercased(), Self.schemes.contains(scheme), await apps.take(address) {
      return nil
    }
    return Problem(code: "not_found", key: "shell.reader.no_app", text: words.readerNoApp, retry: nil)
  }
}
