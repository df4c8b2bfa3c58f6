// The app: opens the profile, sleeps and wakes with the system, follows links.

import ShellKit
import SwiftUI

@main
struct App4GApp: App {
  @State private var model: AppModel
  @Environment(\.scenePhase) private var phase
  @SceneStorage("way") private var way = ""
  @UIApplicationDelegateAdaptor private var delegate: AppDelegate

  init() {
    let model = AppModel(Deployment())
    _model = State(initialValue: model)
    BackgroundRefresh.register(model)
  }

  var body: some Scene {
    WindowGroup {
      Themed(appearance: model.appearance) {
        StartView(model: model)
      }
      .task {
        model.stack.restore(way.split(separator: "\n").map(String.init))
        delegate.follow = { model.stack.open($0) }
        await model.open()
      }
      .onOpenURL { model.stack.open($0.absoluteString) }
      .onChange(of: phase) { _, phase in
        turn(to: phase)
      }
    }
  }

  private func turn(to phase: ScenePhase) {
    switch phase {
    case .active:
      Task { await model.session.resume() }
    case .background:
      way = model.stack.saved().joined(separator: "\n")
      LastBreath.spend {
        await BackgroundRefresh.schedule(model)
        await model.session.pause()
      }
    default:
      break
    }
  }
}
