// What the app holds from start to end: the session, the back stack, the settings that everything looks like, the voice.
//
// One of the few files in which objects of the core are used; views get records.

import App4GCore
import Foundation
import Observation
import ShellKit

@MainActor
@Observable
final class AppModel {
  let session: Session
  let stack = BackStack()
  let reading = ReadingAloud(PhoneVoice())
  /// How the whole app looks; nil until a profile is open.
  private(set) var settings: SettingsStore?
  /// What a button of Settings could not do.
  var problem: Problem?

  @ObservationIgnored private let network: NetworkMonitor

  init(_ deployment: Deployment) {
    let network = NetworkMonitor()
    self.network = network
    session = Session(
      deployment.config,
      Session.Ports(
        connectivity: network.port,
        secrets: SecretPort(Keychain()),
        notifier: NotificationPort(SystemNotifications())))
  }

  /// The look in force; that of the system until settings were read.
  var appearance: Appearance {
    settings?.state.appearance
      ?? Appearance(theme: .system, textPercent: 100, language: Deployment.language)
  }

  /// Opens the profile and what lives as long as it does.
  func open() async {
    network.start { [weak self] in self?.session.networkChanged() }
    await session.open()
    settings = try? session.settings()
  }

  /// Reads a record aloud, in place of what is being read.
  func speak(_ record: String) async {
    do {
      reading.start(try await session.speech(record: record))
    } catch {
      problem = Problem(error)
    }
  }

  /// Writes everything personal into a new file; nil if that failed, which is then said.
  func export() async -> URL? {
    let file = FileManager.default.temporaryDirectory.appending(path: Deployment.exportName)
    return await attempt { session in
      try await session.exportPersonal(to: file.path())
      return file
    }
  }

  /// Takes over what was exported.
  func importPersonal(_ file: URL) async {
    let isScoped = file.startAccessingSecurityScopedResource()
    defer {
      if isScoped {
        file.stopAccessingSecurityScopedResource()
      }
    }
    await attempt { session in
      try await session.importPersonal(from: file.path())
    }
  }

  /// Erases the profile; the app begins anew.
  func erase() async {
    reading.stop()
    settings = nil
    await attempt { session in
      try await session.erase()
    }
    stack.restore([])
    settings = try? session.settings()
  }

  @discardableResult
  private func attempt<Value>(_ work: @MainActor (Session) async throws -> Value) async -> Value? {
    do {
      return try await work(session)
    } catch {
      problem = Problem(error)
      return nil
    }
  }
}
