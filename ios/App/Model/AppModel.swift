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
  /// What a button that the shell answers could not do.
  var problem: Problem?

  @ObservationIgnored private let network: NetworkMonitor
  @ObservationIgnored private let permission = NoticePermission(KeptVisits(), ask: SystemNotifications.ask)
  @ObservationIgnored private let outward = OutwardPort(SystemApps())

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

  /// Tells the core what network there is, from now on; also where the app was started without a window.
  func watchNetwork() {
    network.start { [weak self] in self?.session.networkChanged() }
  }

  /// Opens the profile and what lives as long as it does.
  func open() async {
    watchNetwork()
    await session.open()
    settings = try? session.settings()
  }

  /// A person looks at the app: the profile wakes, also one that a refresh in the background opened and put to sleep.
  func wake() async {
    await session.resume()
    await permission.visited()
  }

  /// Reads a record aloud, in place of what is being read.
  func speak(_ record: String) async {
    do {
      try await reading.start { try await session.speech(record: record) }
    } catch {
      problem = Problem(error)
    }
  }

  /// Opens an address outside the app; where nobody takes it, that is said.
  func leave(for address: URL) async {
    problem = await outward.open(address, words: Strings.of(appearance.language))
  }

  /// Everything personal as the bytes of a file; nil if that failed, which is then said. No file of ours stays.
  func export() async -> Data? {
    let file = FileManager.default.temporaryDirectory.appending(path: Deployment.exportName)
    defer { try? FileManager.default.removeItem(at: file) }
    return await attempt { session in
      try await session.exportPersonal(to: file)
      return try Data(contentsOf: file)
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
      try await session.importPersonal(from: file)
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
