// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/export/settledredaction.h"

#include <QByteArray>
#include <QSet>
#include <QString>
#include <QTest>

namespace kaunt::test {

/// Replaces credentials of one kind in a text, and adds what it replaced.
using Redaction = void (*)(QByteArray& text, QSet<QString>& found);

/// `left` is what stands there afterwards, and nothing of it is replaced when it is done again. What differs fails the
/// test that runs. `found` is what was replaced.
inline void checkReplaced(Redaction redact, QByteArray text, const QByteArray& left, QSet<QString>& found)
{
    checkSettles(text);
    redact(text, found);
    QCOMPARE(text, left);
    QSet<QString> again;
    redact(text, again);
    QCOMPARE(text, left);
    QVERIFY(again.isEmpty());
    checkSettles(left);
}

/// Nothing in it is replaced, else the test that runs fails.
inline void checkLeft(Redaction redact, const QByteArray& text)
{
    QByteArray left = text;
    QSet<QString> found;
    redact(left, found);
    QCOMPARE(left, text);
    QVERIFY(found.isEmpty());
    checkSettles(text);
}

} // namespace kaunt::test
