// Work that has to end before the system suspends the app.

import UIKit

@MainActor
final class LastBreath {
  private var id = UIBackgroundTaskIdentifier.invalid

  private init() {}

  /// Asks for the time that `work` takes.
  static func spend(_ work: @escaping @MainActor () async -> Void) {
    let breath = LastBreath()
    breath.id = UIApplication.shared.beginBackgroundTask { breath.end() }
    Task {
      await work()
      breath.end()
    }
  }

  private func end() {
    guard id != .invalid else { return }
    UIApplication.shared.endBackgroundTask(id)
    id = .invalid
  }
}
