// The tabs, each with its own way of records laid one on the other.

import App4GCore
import ShellKit
import SwiftUI

struct AppFrame: View {
  let model: AppModel

  var body: some View {
    @Bindable var stack = model.stack
    TabView(selection: $stack.tab) {
      ForEach(AppTab.allCases, id: \.self) { tab in
        TabFrame(model: model, tab: tab)
          .tabItem { TabLabel(tab: tab) }
          .tag(tab)
      }
    }
  }
}

private struct TabLabel: View {
  let tab: AppTab
  @Environment(\.strings) private var strings

  var body: some View {
    switch tab {
    case .home: Label(strings.navHome, systemImage: "house")
    case .search: Label(strings.navSearch, systemImage: "magnifyingglass")
    case .listings: Label(strings.navListings, systemImage: "arrow.left.arrow.right")
    case .settings: Label(strings.navSettings, systemImage: "gearshape")
    }
  }
}

private struct TabFrame: View {
  let model: AppModel
  let tab: AppTab

  var body: some View {
    NavigationStack(path: way) {
      RouteView(model: model, route: tab.route)
        .navigationDestination(for: Route.self) { route in
          RouteView(model: model, route: route)
        }
    }
  }

  private var way: Binding<[Route]> {
    Binding(get: { model.stack.ways[tab] ?? [] }, set: { model.stack.ways[tab] = $0 })
  }
}
