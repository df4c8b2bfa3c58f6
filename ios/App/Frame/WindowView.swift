// The window: opens the profile, sleeps and wakes with the system, follows links, comes back to where the person was.
//
// A view and not the app itself, because only a view has a scene to store things in.

import ShellKit
import SwiftUI

struct WindowView: View {
  let model: AppModel
  let delegate: AppDelegate
  @Environment(\.scenePhase) private var phase
  @SceneStorage("way") private var way = ""
  @State private var isRestored = false

  var body: some View {
    Themed(appearance: model.appearance) {
      StartView(model: model)
    }
    .task {
      restore()
      delegate.follow = follow
      await model.open()
      // The system tells of a change only: a window that comes up in front is told none.
      if UIApplication.shared.applicationState != .background {
        await model.wake()
      }
    }
    .onOpenURL { follow($0.absoluteString) }
    .onChange(of: phase) { _, phase in
      turn(to: phase)
    }
  }

  /// Once, and before any link is followed: it would take back where the link led.
  private func restore() {
    guard !isRestored else { return }
    isRestored = true
    model.stack.restore(way.split(separator: "\n").map(String.init))
  }

  private func follow(_ link: String) {
    restore()
    model.stack.open(link)
  }

  private func turn(to phase: ScenePhase) {
    switch phase {
    case .active:
      Task { await model.wake() }
    case .background:
      way = model.stack.saved().joined(separator: "\n")
      // The system suspends the app, and the voice with it: it would hold the sound, and wake hours later in the middle of a word.
      model.reading.stop()
      LastBreath.spend {
        await BackgroundRefresh.schedule(model)
        // Whoever is back meanwhile keeps it awake.
        await model.session.pause { UIApplication.shared.applicationState != .background }
      }
    default:
      break
    }
  }
}
