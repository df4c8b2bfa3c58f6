// The app: what lives from start to end, and its window.

import ShellKit
import SwiftUI

@main
struct App4GApp: App {
  @State private var model: AppModel
  @UIApplicationDelegateAdaptor private var delegate: AppDelegate

  init() {
    let model = AppModel(Deployment())
    _model = State(initialValue: model)
    BackgroundRefresh.register(model)
  }

  var body: some Scene {
    WindowGroup {
      WindowView(model: model, delegate: delegate)
    }
  }
}
