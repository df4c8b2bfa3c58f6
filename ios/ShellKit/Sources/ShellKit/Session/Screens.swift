// Opening screens, and what they need of the core beside their states. The only way from a view to the core.

import App4GCore
import Foundation

public typealias HomeStore = ScreenStore<HomeState, HomeEvent>
public typealias ReaderStore = ScreenStore<ReaderState, ReaderEvent>
public typealias SearchStore = ScreenStore<SearchState, SearchEvent>
public typealias ListingsStore = ScreenStore<ListingsState, ListingsEvent>
public typealias SettingsStore = ScreenStore<SettingsState, SettingsEvent>

extension Session {
  /// Opens Home; throws that the profile is closed, as the four below.
  public func home() throws -> HomeStore {
    try ScreenStore(try opened().home())
  }

  /// Opens the reader of a record; `found` is what was searched for.
  public func reader(id: String, found: String) throws -> ReaderStore {
    try ScreenStore(try opened().reader(id: id, found: found))
  }

  /// Opens Search with `query` in its field.
  public func search(query: String) throws -> SearchStore {
    try ScreenStore(try opened().search(query: query))
  }

  /// Opens Listings.
  public func listings() throws -> ListingsStore {
    try ScreenStore(try opened().listings())
  }

  /// Opens Settings.
  public func settings() throws -> SettingsStore {
    try ScreenStore(try opened().settings())
  }

  /// The bytes of a picture; nil if it is not on the device or cannot be read: the view then says what is missing.
  public func picture(record: String, address: String) async -> Data? {
    guard let core = try? opened() else { return nil }
    return try? await withCoreCancellation { token in
      try await core.picture(record: record, address: address, cancel: token)
    }
  }

  /// The record as a voice reads it; throws what the core throws.
  public func speech(record: String) async throws -> [SpeechSegment] {
    let core = try opened()
    return try await withCoreCancellation { token in
      try await core.speech(record: record, cancel: token)
    }
  }

  /// Writes everything personal into a file; throws what the core throws.
  public func exportPersonal(to file: URL) async throws {
    let core = try opened()
    try await withCoreCancellation { token in
      try await core.exportPersonal(file: file.onDisk, cancel: token)
    }
  }

  /// Takes over what `exportPersonal` wrote; throws what the core throws.
  public func importPersonal(from file: URL) async throws {
    let core = try opened()
    try await withCoreCancellation { token in
      try await core.importPersonal(file: file.onDisk, cancel: token)
    }
  }
}

extension URL {
  /// The path as the core opens it: spaces and marks as they are, which `path()` alone would write as `%20`.
  public var onDisk: String { path(percentEncoded: false) }
}
