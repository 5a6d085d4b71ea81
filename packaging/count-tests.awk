# SPDX-License-Identifier: MIT
# Reads `ctest -V`: prints what failed, and as the last line the count of test functions passed and failed. A program that
# fails without a failed function (a crash, a time-out) counts as one failure, one without Qt Test's totals as one test.
match($0, /^[0-9]+: /) { number = $1 + 0 }
/^[0-9]+: FAIL!|^[0-9]+: XPASS|^[0-9]+: SKIP|ERROR: .*Sanitizer|WARNING: ThreadSanitizer/ { print }
/^[0-9]+: Totals: / {
    passed[number] += $3
    failed[number] += $5
    skipped += $7
    counted[number] = 1
}
/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
    for (i = 1; i <= NF; ++i) if ($i ~ /^#[0-9]+:$/) { number = substr($i, 2) + 0; name = $(i + 1) }
    ++programs
    good = ($0 ~ / Passed /)
    if (!good) { print "not passed: " name; wrong = 1 }
    if (!counted[number]) { if (good) ++sum_passed; else ++sum_failed }
    else if (!good && !failed[number]) ++sum_failed
}
END {
    for (n in counted) { sum_passed += passed[n]; sum_failed += failed[n] }
    if (skipped) { print skipped " skipped, which counts as failed"; sum_failed += skipped }
    print programs + 0 " test programs"
    print sum_passed + 0 " passed, " sum_failed + 0 " failed"
    exit (sum_failed > 0 || wrong || !programs)
}
