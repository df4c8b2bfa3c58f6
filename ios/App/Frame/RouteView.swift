// Opens the screen of a route and draws it; the screen lives as long as this view does.

import App4GCore
import ShellKit
import SwiftUI

struct RouteView: View {
  let model: AppModel
  let route: Route

  var body: some View {
    let session = model.session
    switch route {
    case .home: Held(open: session.home, content: home)
    case .search(let query): Held(open: { try session.search(query: query) }, content: search)
    case .listings: Held(open: session.listings, content: listings)
    case .settings: Held(open: session.settings, content: settings)
    case .record(_, let id, let found):
      Held(open: { try session.reader(id: id, found: found) }, content: reader)
    }
  }

  private func home(_ store: HomeStore) -> some View {
    HomeScreenView(state: store.state, send: store.send, open: go)
  }

  private func search(_ store: SearchStore) -> some View {
    SearchView(state: store.state, send: store.send, open: go)
      .onChange(of: model.stack.wantedQuery, initial: true) {
        if let wanted = model.stack.takeQuery() {
          store.send(.take(query: wanted))
        }
      }
  }

  private func listings(_ store: ListingsStore) -> some View {
    ListingsView(state: store.state, send: store.send, open: go)
  }

  private func settings(_ store: SettingsStore) -> some View {
    SettingsFrame(model: model, state: store.state, send: store.send)
  }

  private func reader(_ store: ReaderStore) -> some View {
    ReaderFrame(model: model, state: store.state, send: store.send, open: go)
  }

  private func go(_ route: Route) {
    model.stack.push(route)
  }
}

/// Holds the store of a screen: opens it when it is first shown, lets go of it when it is gone.
private struct Held<Screen: Sendable & Equatable, Event: Sendable, Content: View>: View {
  let open: @MainActor () throws -> ScreenStore<Screen, Event>
  @ViewBuilder let content: (ScreenStore<Screen, Event>) -> Content
  @State private var store: ScreenStore<Screen, Event>?
  @State private var problem: Problem?

  var body: some View {
    Group {
      if let store {
        content(store)
      } else if let problem {
        ProblemLine(problem: problem, onRetry: begin)
      } else {
        Color.clear
      }
    }
    .onAppear(perform: begin)
  }

  private func begin() {
    guard store == nil else { return }
    do {
      store = try open()
      problem = nil
    } catch {
      problem = Problem(error)
    }
  }
}
