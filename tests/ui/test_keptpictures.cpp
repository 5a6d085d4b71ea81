// SPDX-License-Identifier: MIT
#include "tests/ui/pictures.h"
#include "tests/ui/samplepanels.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr double mostDiffering = 0.04;

struct KeptPicture {
    const char* panel;
    bool isDark;
};

constexpr KeptPicture keptPictures[]{
    {"summary", false},         {"summary-refused", true}, {"signature-mismatch", false},
    {"history-failing", false}, {"resource-lines", true},  {"comparison", false},
};

QString nameOf(const KeptPicture& kept)
{
    return QStringLiteral("%1-%2.png")
        .arg(QString::fromLatin1(kept.panel), kept.isDark ? QStringLiteral("dark") : QStringLiteral("light"));
}

QImage load(const KeptPicture& kept)
{
    return QImage(QStringLiteral(KAUNT_TEST_DATA "/ui/pictures/") + nameOf(kept));
}

QImage take(const KeptPicture& kept)
{
    QApplication::setPalette(kept.isDark ? darkPalette() : QApplication::style()->standardPalette());
    const QList<SamplePanel> panels = samplePanels();
    for (const SamplePanel& sample : panels) {
        if (qstrcmp(sample.name, kept.panel) != 0)
            continue;
        const std::unique_ptr<QWidget> panel = sample.make();
        panel->setAutoFillBackground(true);
        panel->resize(1'000, 330);
        panel->show();
        return QTest::qWaitForWindowExposed(panel.get()) ? panel->grab().toImage() : QImage();
    }
    return {};
}

} // namespace

/// Tabs look as in the pictures of tests/data/ui/pictures. Where one is meant to look otherwise, the new picture is
/// taken from `pictures/kept` beside the test programs.
class TestKeptPictures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksAsKept_data();
    void looksAsKept();
    void anotherRasteriserIsNoDifference();
    void eachIsToldFromTheOthers();
    void whatIsMissingIsADifference();
};

void TestKeptPictures::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    constexpr int points = 9;
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), points));
}

void TestKeptPictures::looksAsKept_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(keptPictures)); ++i)
        QTest::newRow(qPrintable(nameOf(keptPictures[i]))) << i;
}

void TestKeptPictures::looksAsKept()
{
    QFETCH(const int, index);
    const KeptPicture& kept = keptPictures[index];
    const QImage picture = take(kept);
    QVERIFY(!picture.isNull());
    const QDir taken(QCoreApplication::applicationDirPath() + QStringLiteral("/pictures/kept"));
    QVERIFY(taken.mkpath(QStringLiteral(".")));
    QVERIFY(picture.save(taken.filePath(nameOf(kept))));
    const double share = differingShare(picture, load(kept));
    QVERIFY2(share <= mostDiffering, qPrintable(QStringLiteral("%1 of it differs").arg(share)));
}

void TestKeptPictures::anotherRasteriserIsNoDifference()
{
    const QFont before = QApplication::font();
    QFont coarse = before;
    coarse.setStyleStrategy(QFont::NoAntialias);
    coarse.setHintingPreference(QFont::PreferNoHinting);
    QApplication::setFont(coarse);
    for (const KeptPicture& kept : keptPictures) {
        const QImage picture = take(kept);
        const QImage original = load(kept);
        QVERIFY(picture != original);
        const double share = differingShare(picture, original);
        QVERIFY2(share <= mostDiffering, qPrintable(QStringLiteral("%1: %2").arg(nameOf(kept)).arg(share)));
    }
    QApplication::setFont(before);
}

void TestKeptPictures::eachIsToldFromTheOthers()
{
    for (const KeptPicture& one : keptPictures) {
        for (const KeptPicture& other : keptPictures) {
            if (&one == &other)
                continue;
            const double share = differingShare(load(one), load(other));
            QVERIFY2(share > mostDiffering,
                     qPrintable(QStringLiteral("%1, %2: %3").arg(nameOf(one), nameOf(other)).arg(share)));
        }
        KeptPicture otherPalette = one;
        otherPalette.isDark = !one.isDark;
        QVERIFY(differingShare(take(otherPalette), load(one)) > 0.5);
    }
}

void TestKeptPictures::whatIsMissingIsADifference()
{
    for (const KeptPicture& kept : keptPictures) {
        const QImage original = load(kept);
        QImage picture = original;
        const QRect half(0, 0, picture.width() / 2, picture.height() * 2 / 3);
        QPainter(&picture).fillRect(half, original.pixelColor(1, original.height() - 2));
        const double share = differingShare(picture, original);
        QVERIFY2(share > mostDiffering, qPrintable(QStringLiteral("%1: %2").arg(nameOf(kept)).arg(share)));
    }
}

QTEST_MAIN(TestKeptPictures)
#include "test_keptpictures.moc"
