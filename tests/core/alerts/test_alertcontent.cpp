// SPDX-License-Identifier: MIT
#include "core/alerts/alertfilter.h"
#include "core/storage/filterexpression.h"
#include "tests/core/alerts/alertevaluationfixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What an alert says of that which it is about, and how much of it.
class TestAlertContent final : public AlertEvaluationFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void hasBoundedMemory();
    void countsEachCause();
    void keepsABoundedNumberOfCauses();
    void keepsSecretsOfATargetOut();
    void findsTheDeliveriesAgain();
    void findsThemThoughTheClockWasSetBack();
};

void TestAlertContent::hasBoundedMemory()
{
    constexpr int flood = 10'000;
    for (int i = 0; i < flood; ++i)
        happens("refused");
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().count, flood);
    QCOMPARE(m_alerts.constFirst().deliveries.size(), Alert::mostDeliveries);
    QCOMPARE(m_alerts.constFirst().deliveries.constLast(), flood);
}

/// Of those that made up the threshold as well, and of each alert for itself.
void TestAlertContent::countsEachCause()
{
    const QString newline = QStringLiteral("body-newline");
    const QString unknown = QStringLiteral("unknown");
    for (const QString& cause : {unknown, newline, unknown})
        isRefused(cause);
    happens("refused"); // not diagnosed
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes,
             (QList<CauseCount>{{unknown, 2}, {newline, 1}, {QStringLiteral("mismatch"), 1}}));
    m_clock->advance(minute);
    for (int i = 0; i < 3; ++i)
        isRefused(newline);
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes, (QList<CauseCount>{{newline, 3}}));
    happens("failed");
    QCOMPARE(due(), QByteArrayList{"failed-event"});
    QVERIFY(m_alerts.constFirst().causes.isEmpty());
}

void TestAlertContent::keepsABoundedNumberOfCauses()
{
    for (qsizetype i = 0; i < 2 * Alert::mostCauses; ++i)
        isRefused(QString::number(i));
    QCOMPARE(due(), QByteArrayList{"refused-burst"});
    QCOMPARE(m_alerts.constFirst().causes.size(), Alert::mostCauses);
    QCOMPARE(m_alerts.constFirst().count, 2 * Alert::mostCauses);
}

void TestAlertContent::keepsSecretsOfATargetOut()
{
    happens("given-up");
    QCOMPARE(due().size(), 1);
    QCOMPARE(std::get<ForwardCause>(m_alerts.constFirst().cause).target, QStringLiteral("http://target.example/in"));
}

void TestAlertContent::findsTheDeliveriesAgain()
{
    happen({{"refused"}, {"refused", second}, {"refused", second}, {"storing"}, {"drift"}});
    (void)due();
    const QString filter = alertFilter(m_alerts.constFirst());
    QCOMPARE(filter, QStringLiteral("verdict:mismatch|missing|malformed|no-secret since:2026-01-31T13:02:11.123Z "
                                    "before:2026-01-31T13:02:13.124Z"));
    QVERIFY(parseFilter(filter).has_value());
    const QString numbers = alertFilter(m_alerts.at(1)); // of the drift
    QCOMPARE(numbers, QStringLiteral("delivery:3"));
    QVERIFY(parseFilter(numbers).has_value());
    QVERIFY(alertFilter(m_alerts.at(2)).isEmpty());
}

void TestAlertContent::findsThemThoughTheClockWasSetBack()
{
    happens("refused");
    m_clock->setUtcMillis(m_clock->utcMillis() - 5 * second);
    happen({{"refused"}, {"refused", second}});
    (void)due();
    QVERIFY(alertFilter(m_alerts.constFirst())
                .endsWith(u" since:2026-01-31T13:02:06.123Z before:2026-01-31T13:02:11.124Z"));
}

QTEST_GUILESS_MAIN(TestAlertContent)
#include "test_alertcontent.moc"
