// SPDX-License-Identifier: MIT
#include "core/simulator/eventscript.h"

#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl base(u"http://127.0.0.1:1"_s);

QList<ScriptedDelivery> firstOf(const EventScript::Settings& settings, int count)
{
    EventScript script(settings, base);
    QList<ScriptedDelivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(script.next());
    return deliveries;
}

} // namespace

/// Promises of the script: lifelike, the same for the same seed.
class TestEventScript final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsQuickly();
    void startsNoSlowerThanAsked();
    void followsTheSeed();
    void pausesIrregularlyAroundTheMean();
    void tellsEveryType();
    void codesWhatDocumentAiRead();
    void repeatsTheSameEvent();
    void signsWronglyNowAndThen();
    void doesNeitherUnlessAsked();
};

void TestEventScript::startsQuickly()
{
    const auto deliveries = firstOf({.repeatShare = 0.0, .wrongSignatureShare = 1.0}, 3);
    QCOMPARE(deliveries.at(0).pause, 0ms);
    QVERIFY(deliveries.at(1).pause + deliveries.at(2).pause < 2s);
    for (const ScriptedDelivery& delivery : deliveries) {
        QVERIFY(!delivery.isWronglySigned);
        QCOMPARE(delivery.event.kind(), EventKind::ProposalCompleted);
        QVERIFY(delivery.event.url.startsWith(base.toString()));
    }
}

void TestEventScript::startsNoSlowerThanAsked()
{
    for (const ScriptedDelivery& delivery : firstOf({.meanPause = 1ms}, 3))
        QVERIFY(delivery.pause <= 1ms);
}

void TestEventScript::followsTheSeed()
{
    const EventScript::Settings settings{.repeatShare = 0.2, .wrongSignatureShare = 0.1, .seed = 5};
    const auto once = firstOf(settings, 100);
    const auto again = firstOf(settings, 100);
    EventScript::Settings otherSettings = settings;
    otherSettings.seed = 6;
    const auto other = firstOf(otherSettings, 100);
    int different = 0;
    for (qsizetype i = 0; i < once.size(); ++i) {
        QVERIFY(once.at(i).event == again.at(i).event);
        QCOMPARE(once.at(i).pause, again.at(i).pause);
        QCOMPARE(once.at(i).isWronglySigned, again.at(i).isWronglySigned);
        different += once.at(i).event.id != other.at(i).event.id ? 1 : 0;
    }
    QCOMPARE(different, 100);
}

void TestEventScript::pausesIrregularlyAroundTheMean()
{
    const auto deliveries = firstOf({.meanPause = 1000ms}, 2'000);
    std::chrono::milliseconds total{0};
    int shorter = 0;
    for (const ScriptedDelivery& delivery : deliveries) {
        QVERIFY(delivery.pause <= 3000ms);
        total += delivery.pause;
        shorter += delivery.pause < 500ms ? 1 : 0;
    }
    QVERIFY(total > 1'000'000ms);
    QVERIFY(total < 2'200'000ms);
    QVERIFY(shorter > 400);
    QVERIFY(shorter < 1'600);
}

void TestEventScript::tellsEveryType()
{
    QMap<EventKind, int> counts;
    for (const ScriptedDelivery& delivery : firstOf({}, 1'000))
        ++counts[delivery.event.kind()];
    QCOMPARE(counts.size(), qsizetype(5));
    QVERIFY(!counts.contains(EventKind::Unknown));
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        QVERIFY(count.key() == EventKind::ProposalCompleted || *count < counts.value(EventKind::ProposalCompleted));
}

void TestEventScript::codesWhatDocumentAiRead()
{
    const auto deliveries = firstOf({}, 500);
    int chains = 0;
    for (qsizetype i = 0; i + 1 < deliveries.size(); ++i) {
        if (deliveries.at(i).event.kind() != EventKind::DocumentReady)
            continue;
        ++chains;
        const ScriptedDelivery& next = deliveries.at(i + 1);
        QCOMPARE(next.event.kind(), EventKind::ProposalCompleted);
        QCOMPARE(next.event.correlationId, deliveries.at(i).event.correlationId);
        QCOMPARE(next.seed, deliveries.at(i).seed);
    }
    QVERIFY(chains > 50);
}

void TestEventScript::repeatsTheSameEvent()
{
    const auto deliveries = firstOf({.repeatShare = 0.3}, 1'000);
    int repeats = 0;
    for (qsizetype i = 0; i < deliveries.size(); ++i) {
        if (!deliveries.at(i).isRepeat)
            continue;
        ++repeats;
        QVERIFY(deliveries.at(i).event == deliveries.at(i - 1).event);
    }
    QVERIFY(repeats > 100);
    QVERIFY(repeats < 400);
}

void TestEventScript::signsWronglyNowAndThen()
{
    int wrong = 0;
    for (const ScriptedDelivery& delivery : firstOf({.repeatShare = 0.5, .wrongSignatureShare = 0.1}, 2'000)) {
        wrong += delivery.isWronglySigned ? 1 : 0;
        QVERIFY(!(delivery.isWronglySigned && delivery.isRepeat));
    }
    QVERIFY(wrong > 50);
    QVERIFY(wrong < 250);
}

void TestEventScript::doesNeitherUnlessAsked()
{
    for (const ScriptedDelivery& delivery : firstOf({}, 500)) {
        QVERIFY(!delivery.isRepeat);
        QVERIFY(!delivery.isWronglySigned);
    }
}

QTEST_APPLESS_MAIN(TestEventScript)
#include "test_eventscript.moc"
