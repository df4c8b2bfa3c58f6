// The back stack and the text field, which know nothing of an open profile.

import App4GCore
import Testing

@testable import ShellKit

@MainActor
@Suite struct BackStackTests {
  private let record = Route.record(kind: "article", id: "a-1", found: "")
  private let other = Route.record(kind: "notice", id: "n-1", found: "lũ lụt")

  @Test func aRecordIsLaidOnTopOfItsTabAndTakenAway() {
    let stack = BackStack()
    #expect(stack.top == .home)
    stack.push(record)
    stack.push(record)
    stack.push(other)
    #expect(stack.way == [record, other])
    #expect(stack.pop())
    #expect(stack.top == record)
    stack.replace(other)
    #expect(stack.way == [other])
    #expect(stack.pop())
    #expect(!stack.pop())
    #expect(stack.top == .home)
  }

  @Test func everyTabRemembersItsOwnWay() {
    let stack = BackStack()
    stack.push(record)
    stack.tab = .search
    #expect(stack.way.isEmpty)
    stack.push(other)
    stack.tab = .home
    #expect(stack.top == record)
    stack.push(.home)
    #expect(stack.way.isEmpty)
    #expect(stack.ways[.search] == [other])
  }

  @Test func aLinkOpensItsPlaceAndAStrangeOneNothing() {
    let stack = BackStack()
    #expect(stack.open("app4g://article/a-1"))
    #expect(stack.top == record)
    for strange in ["https://example.vn", "app4g://article/", "app4g://x/1", "", "app4g://article/%00"] {
      #expect(!stack.open(strange))
    }
    #expect(stack.top == record)
    #expect(stack.open("app4g://search?q=v%E1%BA%A3i%20thi%E1%BB%81u"))
    #expect(stack.tab == .search)
    #expect(stack.takeQuery() == "vải thiều")
    #expect(stack.takeQuery() == nil)
  }

  @Test func whatWasSavedIsFoundAgain() {
    let stack = BackStack()
    stack.tab = .listings
    stack.push(record)
    stack.push(other)
    let links = stack.saved()
    #expect(links.first == "app4g://listings")
    let again = BackStack()
    again.push(record)
    again.restore(["app4g://gone/1"] + links)
    #expect(again.tab == .listings)
    #expect(again.way == [record, other])
    #expect(again.ways[.home] == nil)
  }

  @Test func everyTabHasALinkOfItsOwn() throws {
    let links = try AppTab.allCases.map { try routeLink(route: $0.route) }
    #expect(Set(links).count == AppTab.allCases.count)
    for (tab, link) in zip(AppTab.allCases, links) {
      let stack = BackStack()
      #expect(stack.open(link))
      #expect(stack.tab == tab)
    }
  }
}

@MainActor
@Suite struct TypedTextTests {
  @Test func aLateAnswerTakesBackNoLetter() {
    let field = TypedText()
    #expect(field.type("v"))
    #expect(field.type("vả"))
    #expect(!field.type("vả"))
    field.answer("v")
    #expect(field.text == "vả")
    #expect(field.type("vải"))
    field.answer("vả")
    field.answer("vải")
    #expect(field.text == "vải")
  }

  @Test func aTextFromElsewhereIsPutIn() {
    let field = TypedText("cũ")
    field.answer("vải thiều")
    #expect(field.text == "vải thiều")
    #expect(field.type("vải"))
    field.answer("vải thiều")
    #expect(field.text == "vải")
    field.answer("vải Lục Ngạn")
    #expect(field.text == "vải Lục Ngạn", "a suggestion that was taken before what was typed was answered")
  }

  @Test func answersThatWereSkippedAreNotWaitedFor() {
    let field = TypedText()
    _ = field.type("a")
    _ = field.type("ab")
    field.answer("ab")
    field.answer("khác")
    #expect(field.text == "khác")
  }
}
