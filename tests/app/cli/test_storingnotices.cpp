// SPDX-License-Identifier: MIT
#include "app/cli/storingnotices.h"
#include "tests/support/manualclock.h"
#include "ui/sentences.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A thousand deliveries that fail for one reason are told in a line a minute.
class TestStoringNotices final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEachReasonAtOnce();
    void countsWhatItDoesNotTell();
    void beginsAnewOnceItIsOver();

private:
    static constexpr qint64 minute = 60'000;
    const LogError m_full{LogError::Code::DiskFull, QStringLiteral("/log"), {}, {}, 4'096};
    const LogError m_fuller{LogError::Code::DiskFull, QStringLiteral("/log"), {}, {}, 0};
    const LogError m_busy{LogError::Code::Busy, QStringLiteral("/log"), QStringLiteral("sqlite3 (process 7)"), {}};
    ManualClock m_clock;
};

void TestStoringNotices::tellsEachReasonAtOnce()
{
    StoringNotices notices(m_clock);
    QCOMPARE(notices.take(m_full), storingSentence(m_full).text());
    QVERIFY(!notices.take(m_fuller));
    QCOMPARE(notices.take(m_busy), storingSentence(m_busy).text());
    QCOMPARE(notices.take(m_full), storingSentence(m_full).text());
}

void TestStoringNotices::countsWhatItDoesNotTell()
{
    StoringNotices notices(m_clock);
    QVERIFY(notices.take(m_full));
    for (int i = 0; i < 1'000; ++i)
        QVERIFY(!notices.take(m_full));
    m_clock.advance(minute);
    const auto later = notices.take(m_fuller);
    QVERIFY(later);
    QVERIFY2(later->contains(storingSentence(m_fuller).text()) && later->contains(u"1001"), qPrintable(*later));
    QVERIFY(!notices.take(m_full));
    m_clock.advance(minute);
    QVERIFY(notices.take(m_full));
    m_clock.advance(minute);
    const auto last = notices.take(m_full);
    QVERIFY(last);
    QVERIFY2(last->endsWith(QStringLiteral("(Once more since this was told.)")), qPrintable(*last));
}

void TestStoringNotices::beginsAnewOnceItIsOver()
{
    StoringNotices notices(m_clock);
    QVERIFY(notices.take(m_full));
    QVERIFY(!notices.take(m_full));
    notices.end();
    QCOMPARE(notices.take(m_full), storingSentence(m_full).text());
}

QTEST_GUILESS_MAIN(TestStoringNotices)
#include "test_storingnotices.moc"
