// SPDX-License-Identifier: MIT
#include "ui/answermodedialog.h"
#include "ui/answermodesentences.h"
#include "ui/statebanners.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace std::chrono_literals;

/// The dialog that sets an answer mode, and the banner that says so until it is over.
class TestAnswerModeDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksForWhatEachKindNeeds_data();
    void asksForWhatEachKindNeeds();
    void tellsWhatWasChosen();
    void showsWhatIsOn();
    void promisesNoRepeatThatMayNotCome_data();
    void promisesNoRepeatThatMayNotCome();
    void canNotBeOverlooked();
    void saysHowManyAndWhen();
    void isNoWiderForALongName();

private:
    [[nodiscard]] QSpinBox* figure(const char* name) const
    {
        return m_dialog->findChild<QSpinBox*>(QLatin1String(name));
    }
    void choose(AnswerMode::Kind kind);

    std::unique_ptr<AnswerModeDialog> m_dialog;
};

void TestAnswerModeDialog::init()
{
    m_dialog = std::make_unique<AnswerModeDialog>(QStringList{QStringLiteral("default"), QStringLiteral("other")},
                                                  QHash<QString, AnswerMode>());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

void TestAnswerModeDialog::choose(AnswerMode::Kind kind)
{
    auto* box = m_dialog->findChild<QComboBox*>(QStringLiteral("answerModeKind"));
    box->setCurrentIndex(box->findData(static_cast<int>(kind)));
}

void TestAnswerModeDialog::asksForWhatEachKindNeeds_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("figures");
    const QString status = QStringLiteral("answerModeStatus");
    const QString minutes = QStringLiteral("answerModeMinutes");
    const auto row = [](const char* name, AnswerMode::Kind kind, const QStringList& figures) {
        QTest::newRow(name) << static_cast<int>(kind) << figures;
    };
    row("status", AnswerMode::Kind::Status, {status, minutes});
    row("delay", AnswerMode::Kind::Delay, {QStringLiteral("answerModeDelay"), minutes});
    row("fail next", AnswerMode::Kind::FailNext, {status, QStringLiteral("answerModeCount"), minutes});
    row("close", AnswerMode::Kind::Close, {minutes});
    row("random", AnswerMode::Kind::Random, {status, QStringLiteral("answerModePercent"), minutes});
    row("normal", AnswerMode::Kind::Normal, {});
}

void TestAnswerModeDialog::asksForWhatEachKindNeeds()
{
    QFETCH(const int, kind);
    choose(static_cast<AnswerMode::Kind>(kind));
    QStringList visible;
    const QList<QSpinBox*> figures = m_dialog->findChildren<QSpinBox*>();
    for (const QSpinBox* one : figures) {
        if (one->isVisible())
            visible.append(one->objectName());
    }
    QTEST(visible, "figures");
}

void TestAnswerModeDialog::tellsWhatWasChosen()
{
    QSignalSpy chosen(m_dialog.get(), &AnswerModeDialog::chosen);
    m_dialog->findChild<QComboBox*>(QStringLiteral("answerModeEndpoint"))->setCurrentIndex(1);
    choose(AnswerMode::Kind::FailNext);
    figure("answerModeCount")->setValue(7);
    figure("answerModeStatus")->setValue(500);
    figure("answerModeMinutes")->setValue(2);
    m_dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("other"));
    const auto mode = chosen.at(0).at(1).value<AnswerMode>();
    QCOMPARE(answerModeText(mode), QStringLiteral("fail-next=7:500"));
    QCOMPARE(mode.duration, std::chrono::milliseconds(2min));
}

/// Whoever opens it to see what is on, and presses OK, puts no other in its place.
void TestAnswerModeDialog::showsWhatIsOn()
{
    AnswerMode mode;
    mode.kind = AnswerMode::Kind::FailNext;
    mode.status = 500;
    mode.count = 7;
    mode.duration = 90min;
    const QStringList endpoints{QStringLiteral("default"), QStringLiteral("other")};
    const AnswerModeDialog dialog(endpoints, {{QStringLiteral("other"), mode}});
    auto* endpoint = dialog.findChild<QComboBox*>(QStringLiteral("answerModeEndpoint"));
    QCOMPARE(endpoint->currentIndex(), 1);
    QCOMPARE(answerModeText(dialog.mode()), answerModeText(mode));
    QCOMPARE(dialog.mode().duration, mode.duration);
    endpoint->setCurrentIndex(0);
    QCOMPARE(dialog.mode().kind, AnswerMode::Kind::Normal);
    endpoint->setCurrentIndex(1);
    QCOMPARE(answerModeText(dialog.mode()), answerModeText(mode));
    dialog.findChild<QSpinBox*>(QStringLiteral("answerModeCount"))->setValue(8); // what was entered stays
    endpoint->setCurrentIndex(0);
    QCOMPARE(answerModeText(dialog.mode()), QStringLiteral("fail-next=8:500"));
}

/// Of Kaunt it is known that a failed delivery comes again; not whether it waits, nor what it takes for one.
void TestAnswerModeDialog::promisesNoRepeatThatMayNotCome_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("consequence");
    const QString all = QStringLiteral("and their sender will repeat them.");
    const QString failed = QStringLiteral("will repeat those that fail.");
    const QString maybe = QStringLiteral("whether they are repeated is up to their sender.");
    QTest::newRow("closed") << QStringLiteral("close") << all;
    QTest::newRow("failed") << QStringLiteral("503") << failed;
    QTest::newRow("some failed") << QStringLiteral("random=20%") << failed;
    QTest::newRow("the next failed") << QStringLiteral("fail-next=3:500") << failed;
    QTest::newRow("sent elsewhere") << QStringLiteral("301") << maybe;
    QTest::newRow("refused") << QStringLiteral("404") << maybe;
    QTest::newRow("late") << QStringLiteral("delay=2s") << QStringLiteral("that does not wait for so long");
}

void TestAnswerModeDialog::promisesNoRepeatThatMayNotCome()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, consequence);
    const auto chosen = answerModeFromText(mode);
    QVERIFY(chosen.has_value());
    const Sentence sentence = sentenceFor(QStringLiteral("default"), *chosen, 0);
    QVERIFY2(sentence.reason.contains(consequence), qPrintable(sentence.reason));
    QVERIFY(sentence.reason.startsWith(QStringLiteral("Verified deliveries are stored all the same")));
}

void TestAnswerModeDialog::canNotBeOverlooked()
{
    QWidget page;
    auto* banners = new StateBanners(&page);
    page.setLayout(banners);
    page.show();
    QSignalSpy requested(banners, &StateBanners::normalAnswersRequested);
    AnswerMode mode;
    mode.kind = AnswerMode::Kind::Close;
    mode.duration = 10min;
    banners->showAnswerMode(QStringLiteral("default"), mode,
                            QDateTime(QDate(2026, 1, 31), QTime(14, 22)).toMSecsSinceEpoch());
    auto* banner = page.findChild<QWidget*>(QStringLiteral("answerModeBanner"));
    QVERIFY(banner->isVisible());
    const QString text = banner->findChild<QLabel*>(QStringLiteral("answerModeBannerText"))->text();
    QVERIFY2(text.contains(QStringLiteral("“default” closes the connection")) && text.contains(QStringLiteral("14:32")),
             qPrintable(text));
    banner->findChild<QToolButton*>(QStringLiteral("answerModeBannerAction"))->click();
    QCOMPARE(requested.size(), 1);
    QVERIFY(banner->isVisible()); // until the receiver says so
    banners->showAnswerMode(QStringLiteral("default"), {}, {});
    QVERIFY(!banner->isVisible());
}

/// For as long as the banner stands there: how many are left is not told, and it may be another day by then.
void TestAnswerModeDialog::saysHowManyAndWhen()
{
    const qint64 now = QDateTime(QDate(2026, 1, 31), QTime(14, 22)).toMSecsSinceEpoch();
    AnswerMode mode;
    mode.kind = AnswerMode::Kind::FailNext;
    mode.status = 500;
    mode.count = 1;
    mode.duration = 24h;
    Sentence sentence = sentenceFor(QStringLiteral("default"), mode, now);
    QCOMPARE(sentence.happened,
             QStringLiteral("On purpose, the endpoint “default” answers one delivery with 500, then as ever."));
    QCOMPARE(sentence.next, QStringLiteral("That ends at %1 14:22:00 at the latest.")
                                .arg(QLocale().toString(QDate(2026, 2, 1), QLocale::ShortFormat)));
    mode.count = 3;
    mode.duration = 10min;
    sentence = sentenceFor(QStringLiteral("default"), mode, now);
    QVERIFY2(sentence.happened.endsWith(QStringLiteral("answers 3 deliveries with 500, then as ever.")),
             qPrintable(sentence.happened));
    QCOMPARE(sentence.next, QStringLiteral("That ends at 14:32:00 at the latest."));
}

void TestAnswerModeDialog::isNoWiderForALongName()
{
    const AnswerModeDialog ofLong({QString(1'000, u'W')}, {});
    const AnswerModeDialog ofShort({QStringLiteral("W")}, {});
    QCOMPARE(ofLong.sizeHint().width(), ofShort.sizeHint().width());
}

QTEST_MAIN(TestAnswerModeDialog)
#include "test_answermodedialog.moc"
