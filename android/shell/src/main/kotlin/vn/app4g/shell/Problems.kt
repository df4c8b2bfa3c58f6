package vn.app4g.shell

import vn.app4g.core.CoreException
import vn.app4g.core.Problem

/** What to show of an error; every one of the core carries it. */
fun CoreException.problem(): Problem = when (this) {
    is CoreException.Offline -> problem
    is CoreException.ServerUnavailable -> problem
    is CoreException.NotFound -> problem
    is CoreException.InvalidInput -> problem
    is CoreException.StorageFull -> problem
    is CoreException.StorageFailed -> problem
    is CoreException.Busy -> problem
    is CoreException.TooNew -> problem
    is CoreException.NotGenuine -> problem
    is CoreException.Cancelled -> problem
    is CoreException.Internal -> problem
}
