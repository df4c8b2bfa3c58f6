// The exported interface from Kotlin on a Java virtual machine: a page of Home against a bare crate, and opening a profile
// (see ../../src/bin/shells.rs).
//
//     BenchKt page PROFILE CALLS    calls of either side, in turns of a hundred
//     BenchKt open PROFILE          once, in this fresh process
//
// Prints one line of JSON, times in microseconds.

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.system.exitProcess
import kotlinx.coroutines.runBlocking
import uniffi.bare.BareBadge
import uniffi.bare.BareRoute
import uniffi.bare.BareRow
import uniffi.bare.BareRowAction
import uniffi.bare.BareRowCommand
import uniffi.bare.BareTone
import uniffi.bare.fill
import vn.app4g.core.AddressRule
import vn.app4g.core.Connectivity
import vn.app4g.core.Core
import vn.app4g.core.HomeListener
import vn.app4g.core.HomeScreen
import vn.app4g.core.HomeState
import vn.app4g.core.NetworkState
import vn.app4g.core.Notification
import vn.app4g.core.Notifier
import vn.app4g.core.OpenConfig
import vn.app4g.core.Route
import vn.app4g.core.Row
import vn.app4g.core.SecretStore
import vn.app4g.core.openCore
import vn.app4g.core.parseRoute

const val BATCH = 100
const val ROWS = 50

/** Calls of either side before any counts: until the machine has compiled what it runs often. */
const val WARM_UP = 3_000

/** Ports that have nothing. */
class Phone : Connectivity, SecretStore, Notifier {
    override fun current() = NetworkState.OFFLINE
    override fun get(name: String): ByteArray? = null
    override fun put(name: String, secret: ByteArray) {}
    override fun remove(name: String) {}
    override fun show(notification: Notification) {}
}

/** Wakes who waits for content and keeps the moment it came. */
class Watch : HomeListener {
    val there = CountDownLatch(1)
    @Volatile var came = 0L
    @Volatile var rows = 0

    override fun onState(state: HomeState) {
        val content = state.content
        if (content != null && there.count > 0) {
            came = System.nanoTime()
            rows = content.news.rows.size
            there.countDown()
        }
    }

    override fun onClosed() {}
}

fun opened(profile: String): Core = runBlocking {
    val phone = Phone()
    openCore(OpenConfig(profile, "vi", null, null, AddressRule.PUBLIC), phone, phone, phone, null, null)
}

fun firstContent(home: HomeScreen): Watch {
    val watch = Watch()
    home.observe(watch)
    check(watch.there.await(60, TimeUnit.SECONDS)) { "no content" }
    return watch
}

fun openOnce(profile: String) {
    val started = System.nanoTime()
    // The first call loads the library and compares what was generated with it.
    parseRoute("app4g://home")
    val loaded = System.nanoTime()
    val core = opened(profile)
    val isOpen = System.nanoTime()
    val watch = firstContent(core.home())
    val spans = listOf("load" to loaded - started, "open" to isOpen - loaded, "state" to watch.came - isOpen, "total" to watch.came - started)
    println("{\"rows\": ${watch.rows}, ${spans.joinToString { (name, span) -> "\"$name\": ${span / 1e3}" }}}")
}

/** The same row as a record of the bare crate. */
fun bareRow(row: Row): BareRow {
    val route = row.route as Route.Record
    return BareRow(
        row.id,
        row.title,
        row.meta,
        row.badges.map { BareBadge(it.text, BareTone.valueOf(it.tone.name)) },
        row.spoken,
        BareRoute.Record(route.kind, route.id, route.found),
        row.isUnread,
        row.isKept,
        row.actions.map { BareRowAction(it.label, BareRowCommand.valueOf(it.command.name)) },
    )
}

/** A hundred calls; the letters of all titles, so that nothing is left undone. */
inline fun batch(into: MutableList<Long>, call: () -> Int): Int {
    var found = 0
    repeat(BATCH) {
        val started = System.nanoTime()
        found += call()
        into.add(System.nanoTime() - started)
    }
    return found
}

fun said(times: MutableList<Long>): String {
    times.sort()
    return "{\"median\": ${times[times.size / 2] / 1e3}, \"p95\": ${times[times.size * 95 / 100] / 1e3}}"
}

fun page(profile: String, calls: Int) {
    val core = opened(profile)
    val home = core.home()
    firstContent(home)
    val rows = home.state().content!!.news.rows
    check(rows.size == ROWS) { "${rows.size} rows" }
    fill(rows.map(::bareRow))
    val ours = ArrayList<Long>()
    val theirs = ArrayList<Long>()
    for (round in -WARM_UP / BATCH until calls / BATCH) {
        val same =
            batch(ours) { home.state().content!!.news.rows.sumOf { it.title.length } } ==
                batch(theirs) { uniffi.bare.page().sumOf { it.title.length } }
        check(same) { "other rows" }
        if (round < 0) {
            ours.clear()
            theirs.clear()
        }
    }
    println("{\"calls\": ${ours.size}, \"ours\": ${said(ours)}, \"bare\": ${said(theirs)}}")
}

fun main(args: Array<String>) {
    if (args[0] == "open") openOnce(args[1]) else page(args[1], args[2].toInt())
    exitProcess(0)
}
