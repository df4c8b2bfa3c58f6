// What leaves the app, and what is said where nobody takes it.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

@MainActor
private final class TestApps: OtherApps {
  private let isEmpty: Bool
  private(set) var asked: [String] = []

  init(isEmpty: Bool = false) {
    self.isEmpty = isEmpty
  }

  func take(_ address: URL) async -> Bool {
    asked.append(address.absoluteString)
    return !isEmpty
  }
}

@MainActor
@Suite struct OutwardTests {
  @Test func eachAddressIsHandedOverAsItWasWritten() async throws {
    let apps = TestApps()
    let addresses = ["https://a.example/1", "HTTP://a.example", "tel:02043555000", "mailto:tram@a.example"]
    for address in addresses {
      let url = try #require(URL(string: address))
      #expect(await OutwardPort(apps).open(url, words: .vi) == nil)
    }
    #expect(apps.asked == addresses)
  }

  @Test func aPhoneOnWhichNobodyTakesItSaysSo() async throws {
    let apps = TestApps(isEmpty: true)
    let url = try #require(URL(string: "tel:02043555000"))
    #expect(await OutwardPort(apps).open(url, words: .vi)?.text == Strings.vi.readerNoApp)
    #expect(await OutwardPort(apps).open(url, words: .en)?.text == Strings.en.readerNoApp)
    #expect(apps.asked.count == 2)
  }

  @Test func whatContentMayNotOpenReachesNoAppAndIsAnsweredToo() async throws {
    let apps = TestApps()
    for address in ["file:///data/a", "javascript:alert(1)", "sms:113", "app4g://home", "a"] {
      let url = try #require(URL(string: address))
      #expect(await OutwardPort(apps).open(url, words: .vi)?.text == Strings.vi.readerNoApp)
    }
    #expect(apps.asked.isEmpty)
  }
}
