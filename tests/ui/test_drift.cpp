// SPDX-License-Identifier: MIT
#include "ui/driftbanner.h"
#include "ui/driftsentences.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace kaunt;

namespace {

using Kind = DriftFinding::Kind;

const DriftFinding newField{Kind::NewField, QStringLiteral("$.Region"), {}};
const DriftFinding vanished{Kind::VanishedField, QStringLiteral("$.Url"), QStringLiteral("string")};

} // namespace

class TestDrift : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFindingHasASentence_data();
    void everyFindingHasASentence();
    void theTitleSaysHowBadItIs();
    void anEventIsMarkedInTheList();
    void breakingOnesComeFirstAndTheListIsShort();
    void theBannerShowsAndHides();
    void theBannerLeadsToOneAfterTheOther();
    void theBannerIsDescribedInPlainText();
    void theBannerHasAGroundOfItsOwn();
    void whatIsTooLargeIsSaid();
    void acceptingIsAskedFor();
    void acceptingCanBeTakenBack();
};

void TestDrift::everyFindingHasASentence_data()
{
    QTest::addColumn<DriftFinding>("finding");
    QTest::addColumn<QString>("words");
    QTest::newRow("event type") << DriftFinding{Kind::NewEventType, {}, QStringLiteral("InvoicePosted")}
                                << QStringLiteral("+ additive: the event type InvoicePosted was not seen before");
    QTest::newRow("field") << newField << QStringLiteral("+ additive: $.Region is a new field");
    QTest::newRow("value") << DriftFinding{Kind::NewValue, QStringLiteral("$.type"), QStringLiteral("Accrual")}
                           << QStringLiteral("+ additive: $.type has the new value “Accrual”");
    QTest::newRow("type") << DriftFinding{Kind::NewType, QStringLiteral("$.a"), QStringLiteral("string|null"),
                                          QStringLiteral("number")}
                          << QStringLiteral("▲ breaking: $.a has another type: number now, always text or null before");
    QTest::newRow("decimals") << DriftFinding{Kind::NewType, QStringLiteral("$.a"), QStringLiteral("integer"),
                                              QStringLiteral("number")}
                              << QStringLiteral("▲ breaking: $.a has decimals, and always was a whole number before");
    QTest::newRow("once more") << DriftFinding{Kind::NewField, QStringLiteral("$.a"), {}, {}, 28, 14}
                               << QStringLiteral("+ additive: $.a is a new field (since delivery 28, 14 times so far)");
    QTest::newRow("the first of some") << DriftFinding{Kind::NewField, QStringLiteral("$.a"), {}, {}, 0, 14}
                                       << QStringLiteral("+ additive: $.a is a new field (14 times so far)");
    QTest::newRow("event type once more")
        << DriftFinding{Kind::NewEventType, {}, QStringLiteral("InvoicePosted"), {}, 28, 2}
        << QStringLiteral("+ additive: the event type InvoicePosted is new (since delivery 28, 2 times so far)");
    QTest::newRow("null") << DriftFinding{Kind::NewNull, QStringLiteral("$.a"), QStringLiteral("string")}
                          << QStringLiteral("▲ breaking: $.a is null, where a value always was (text)");
    QTest::newRow("vanished") << vanished
                              << QStringLiteral("▲ breaking: $.Url is missing, which always was there (text)");
    QTest::newRow("made visible") << DriftFinding{Kind::NewField, QStringLiteral("$['a\u202Eb']"), {}}
                                  << QStringLiteral("+ additive: $['a⟨U+202E⟩b'] is a new field");
}

void TestDrift::everyFindingHasASentence()
{
    QFETCH(const DriftFinding, finding);
    QFETCH(const QString, words);
    QCOMPARE(driftText({finding}, 4), words);
}

void TestDrift::theTitleSaysHowBadItIs()
{
    QVERIFY(driftTitle({}).isEmpty());
    QVERIFY(driftTitle({newField}).contains(u"1 additive"));
    QVERIFY(driftTitle({vanished, vanished}).contains(u"2 breaking"));
    QVERIFY(driftTitle({newField, vanished}).contains(u"1 breaking, 1 additive"));
}

void TestDrift::anEventIsMarkedInTheList()
{
    QCOMPARE(withDriftMark(QStringLiteral("Model ready"), {}), QStringLiteral("Model ready"));
    QCOMPARE(withDriftMark(QStringLiteral("Model ready"), {newField}), QStringLiteral("+ Model ready (new)"));
    QCOMPARE(withDriftMark(QStringLiteral("Model ready"), {newField, vanished}),
             QStringLiteral("▲ Model ready (breaking)"));
}

void TestDrift::breakingOnesComeFirstAndTheListIsShort()
{
    const QStringList lines = driftText({newField, newField, newField, vanished}, 2).split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).contains(u"breaking"));
    QCOMPARE(lines.at(2), QStringLiteral("and 2 more"));
    QVERIFY(!driftText({newField, newField, vanished}, 2).contains(u"more")); // it has that line itself
}

void TestDrift::theBannerShowsAndHides()
{
    QWidget window;
    DriftBanner banner(&window);
    window.show();
    QVERIFY(!banner.isVisible());
    banner.showFindings({newField});
    QVERIFY(banner.isVisible());
    QVERIFY(banner.findChild<QLabel*>(QStringLiteral("driftText"))->text().contains(u"$.Region"));
    banner.showFindings({});
    QVERIFY(!banner.isVisible());
}

void TestDrift::theBannerLeadsToOneAfterTheOther()
{
    QWidget window;
    DriftBanner banner(&window);
    window.show();
    banner.showFindings({newField, vanished});
    auto* show = banner.findChild<QPushButton*>(QStringLiteral("showDrift"));
    QVERIFY(!show->isVisible()); // it stands over nothing
    banner.offerPlaces();
    banner.showFindings({newField, vanished});
    QVERIFY(show->isVisible());
    QSignalSpy wanted(&banner, &DriftBanner::placeWanted);
    DriftFinding oftener = newField;
    for (int click = 0; click < 3; ++click) {
        show->click();
        oftener.times += 2;
        banner.showFindings({oftener, vanished}); // as deliveries come in
    }
    QCOMPARE(wanted.at(0).at(0).value<DriftFinding>(), vanished); // breaking ones first, as they stand
    QCOMPARE(wanted.at(1).at(0).value<DriftFinding>().path, newField.path);
    QCOMPARE(wanted.at(2).at(0).value<DriftFinding>(), vanished);
    banner.showFindings({});
    banner.showFindings({newField, vanished}); // of another delivery
    show->click();
    QCOMPARE(wanted.at(3).at(0).value<DriftFinding>(), vanished);
    banner.showAccepted();
    QVERIFY(!show->isVisible());
}

void TestDrift::theBannerIsDescribedInPlainText()
{
    DriftBanner banner;
    banner.showFindings({newField, vanished});
    const auto* text = banner.findChild<QLabel*>(QStringLiteral("driftText"));
    QVERIFY(text->toolTip().startsWith(u"<span>"));
    QCOMPARE(text->accessibleDescription(), text->text());
}

/// A tab's pane has a colour of its own, which the colours of texts are not chosen for.
void TestDrift::theBannerHasAGroundOfItsOwn()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QTabWidget tabs;
    QPalette colors = tabs.palette();
    colors.setColor(QPalette::Button, Qt::red);
    tabs.setPalette(colors);
    auto* page = new QWidget;
    auto* banner = new DriftBanner;
    (new QVBoxLayout(page))->addWidget(banner);
    tabs.addTab(page, QStringLiteral("Payload"));
    banner->showFindings({vanished});
    tabs.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tabs));
    const QColor ground =
        tabs.grab().toImage().pixelColor(banner->mapTo(&tabs, QPoint(banner->width() / 2, banner->height() - 4)));
    QCOMPARE(ground, banner->palette().color(QPalette::Window));
}

void TestDrift::whatIsTooLargeIsSaid()
{
    QWidget window;
    DriftBanner banner(&window);
    window.show();
    banner.showFindings({vanished});
    banner.showTooLarge();
    QVERIFY(banner.isVisible());
    QVERIFY(banner.findChild<QLabel*>(QStringLiteral("driftTitle"))->text().startsWith(u"Not looked at"));
    QVERIFY(!banner.findChild<QLabel*>(QStringLiteral("driftText"))->isVisible());
    QVERIFY(!banner.findChild<QPushButton*>(QStringLiteral("acceptDrift"))->isVisible());
    banner.showFindings({newField});
    QVERIFY(banner.findChild<QPushButton*>(QStringLiteral("acceptDrift"))->isVisible());
}

void TestDrift::acceptingIsAskedFor()
{
    DriftBanner banner;
    QSignalSpy asked(&banner, &DriftBanner::acceptRequested);
    banner.showFindings({newField});
    QTest::mouseClick(banner.findChild<QPushButton*>(QStringLiteral("acceptDrift")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void TestDrift::acceptingCanBeTakenBack()
{
    DriftBanner banner;
    banner.showFindings({vanished});
    banner.show();
    QVERIFY(QTest::qWaitForWindowActive(&banner));
    auto* accept = banner.findChild<QPushButton*>(QStringLiteral("acceptDrift"));
    auto* undo = banner.findChild<QPushButton*>(QStringLiteral("undoDrift"));
    accept->setFocus();
    QSignalSpy wanted(&banner, &DriftBanner::undoRequested);
    banner.showAccepted();
    QVERIFY(!accept->isVisible());
    QVERIFY(undo->hasFocus());
    QTest::keyClick(undo, Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    banner.showFindings({vanished});
    QVERIFY(accept->hasFocus());
    QVERIFY(!undo->isVisible());
    banner.showFindings({});
    QVERIFY(!banner.isVisible());
}

QTEST_MAIN(TestDrift)
#include "test_drift.moc"
