// SPDX-License-Identifier: MIT
#include "core/compare/jsoncomparison.h"
#include "tests/ui/pictures.h"
#include "tests/ui/surfaces.h"
#include "ui/conformancemodel.h"
#include "ui/copyabletable.h"
#include "ui/deliverylistmodel.h"
#include "ui/differencedelegate.h"
#include "ui/differencesmodel.h"
#include "ui/focushighlight.h"
#include "ui/gradedelegate.h"
#include "ui/messagebanner.h"
#include "ui/readablecolor.h"
#include "ui/readableplaceholders.h"
#include "ui/verdictdelegate.h"
#include "ui/verdicticon.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScopeGuard>
#include <QStandardItemModel>
#include <QStyle>
#include <QStyleFactory>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

struct NamedPalette {
    const char* name;
    QPalette palette;
};

/// With these grounds, and black or white text.
QPalette paletteOf(const QColor& window, const QColor& base, const QColor& alternate)
{
    const QColor text = window.lightness() < 128 ? Qt::white : Qt::black;
    QPalette palette(window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, alternate);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, text);
    return palette;
}

/// What desktops have.
QList<NamedPalette> palettes()
{
    return {
        {"light", QApplication::style()->standardPalette()},
        {"dark", darkPalette()},
        {"breeze", paletteOf(QColor(0xef, 0xf0, 0xf1), Qt::white, QColor(0xf7, 0xf7, 0xf7))},
        {"breeze dark", paletteOf(QColor(0x2a, 0x2e, 0x32), QColor(0x1b, 0x1e, 0x20), QColor(0x23, 0x26, 0x29))},
        {"adwaita", paletteOf(QColor(0xf6, 0xf5, 0xf4), Qt::white, QColor(0xed, 0xed, 0xed))},
        {"adwaita dark", paletteOf(QColor(0x35, 0x35, 0x35), QColor(0x2d, 0x2d, 0x2d), QColor(0x31, 0x31, 0x31))},
        {"grey", paletteOf(QColor(0xc0, 0xc0, 0xc0), QColor(0xd0, 0xd0, 0xd0), QColor(0xc8, 0xc8, 0xc8))},
        {"high contrast", paletteOf(Qt::black, Qt::black, Qt::black)},
        {"high contrast light", paletteOf(Qt::white, Qt::white, Qt::white)},
    };
}

/// Of the text as a delegate paints it, right of where a sign may stand: large, so that strokes have their full colour.
double paintedContrast(const QAbstractItemDelegate& delegate, const QModelIndex& index, QStyleOptionViewItem option)
{
    constexpr QSize cell(900, 80);
    QImage picture(cell, QImage::Format_RGB32);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor ground = option.palette.color(isSelected ? QPalette::Highlight : QPalette::Base);
    picture.fill(ground);
    option.rect = QRect({}, cell);
    option.state |= QStyle::State_Enabled | QStyle::State_Active;
    option.font.setPixelSize(cell.height() / 2);
    option.fontMetrics = QFontMetrics(option.font);
    QPainter painter(&picture);
    delegate.paint(&painter, option, index);
    painter.end();
    double most = 1;
    constexpr int frame = 4;
    for (int x = cell.width() / 4; x < cell.width() - frame; ++x) {
        for (int y = frame; y < cell.height() - frame; ++y)
            most = std::max(most, contrastRatio(picture.pixelColor(x, y), ground));
    }
    return most;
}

/// On the ground that is behind it.
double contrastOf(const QWidget& widget)
{
    const QWidget* ground = &widget;
    while (!ground->isWindow() && !ground->autoFillBackground())
        ground = ground->parentWidget();
    return contrastRatio(widget.palette().color(widget.foregroundRole()),
                         ground->palette().color(ground->backgroundRole()));
}

} // namespace

/// Whatever has a colour of our choosing can be read, in light and dark palettes, also when they change.
class TestContrast final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void measuresAsTheStandardDoes();
    void newsCanBeRead_data();
    void newsCanBeRead();
    void cellsCanBeRead_data() { newsCanBeRead_data(); }
    void loudBannersCanBeRead_data() { newsCanBeRead_data(); }
    void loudBannersCanBeRead();
    void cellsCanBeRead();
    void signsStandOut_data() { newsCanBeRead_data(); }
    void signsStandOut();
    void whatIsChosenShowsTheKeyboard_data() { newsCanBeRead_data(); }
    void whatIsChosenShowsTheKeyboard();
    void theCellOfTheKeyboardCanBeRead_data() { newsCanBeRead_data(); }
    void theCellOfTheKeyboardCanBeRead();
    void placeholdersCanBeRead_data() { newsCanBeRead_data(); }
    void placeholdersCanBeRead();
    void labelsCanBeReadWhateverThePalette();
};

void TestContrast::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void TestContrast::measuresAsTheStandardDoes()
{
    const auto measured = [](const QColor& one, const QColor& other) {
        return qRound(contrastRatio(one, other) * 100);
    };
    QCOMPARE(measured(Qt::black, Qt::white), 2'100);
    QCOMPARE(measured(Qt::white, Qt::black), 2'100);
    QCOMPARE(measured(Qt::red, Qt::red), 100);
    QCOMPARE(measured(QColor(0x76, 0x76, 0x76), Qt::white), 454); // the lightest grey that passes on white
    QCOMPARE(measured(QColor(0x77, 0x77, 0x77), Qt::white), 448);
}

void TestContrast::newsCanBeRead_data()
{
    QTest::addColumn<QPalette>("palette");
    const QList<NamedPalette> all = palettes();
    for (const NamedPalette& one : all)
        QTest::newRow(one.name) << one.palette;
}

void TestContrast::newsCanBeRead()
{
    QFETCH(const QPalette, palette);
    for (const QColor& color : {goodColor(palette), badColor(palette), warningColor(palette)}) {
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
            QVERIFY2(contrastRatio(color, palette.color(ground)) >= leastTextContrast, qPrintable(color.name()));
    }
    QVERIFY(goodColor(palette) != badColor(palette) && badColor(palette) != warningColor(palette));
}

/// What must not be overlooked stands out from what is around it, too.
void TestContrast::loudBannersCanBeRead()
{
    QFETCH(const QPalette, palette);
    QWidget window;
    window.setPalette(palette);
    auto* banner = new MessageBanner(MessageBanner::Severity::Problem, QStringLiteral("banner"), &window);
    banner->setLoud();
    const QPalette colors = banner->findChild<QLabel*>(QStringLiteral("bannerText"))->palette();
    const QColor ground = colors.color(QPalette::Inactive, QPalette::Window);
    QVERIFY(contrastRatio(colors.color(QPalette::Inactive, QPalette::WindowText), ground) >= leastTextContrast);
    QVERIFY(contrastRatio(colors.color(QPalette::HighlightedText), colors.color(QPalette::Highlight)) >=
            leastTextContrast);
    QVERIFY(banner->autoFillBackground());
    QVERIFY(ground != palette.color(QPalette::Window));
}

void TestContrast::cellsCanBeRead()
{
    QFETCH(const QPalette, palette);
    QStandardItemModel cells(1, DifferencesModel::KindColumn + 1);
    QStyleOptionViewItem option;
    option.palette = palette;
    const QModelIndex cell = cells.index(0, DifferencesModel::KindColumn);
    cells.setData(cell, QStringLiteral("MMMMMMMMMMMMMMMM"));
    const VerdictDelegate verdicts;
    for (int verdict = 0; verdict <= static_cast<int>(Verdict::Misdirected); ++verdict) {
        cells.setData(cell, verdict, DeliveryListModel::VerdictRole);
        QVERIFY(paintedContrast(verdicts, cell, option) >= leastTextContrast);
    }
    const DifferenceDelegate differences;
    for (int kind = 0; kind <= static_cast<int>(JsonDifference::Kind::Moved); ++kind) {
        cells.setData(cell, kind, DifferencesModel::KindRole);
        QVERIFY(paintedContrast(differences, cell, option) >= leastTextContrast);
    }
    const GradeDelegate grades;
    for (int grade = 0; grade <= static_cast<int>(ConformanceResult::Grade::Failed); ++grade) {
        cells.setData(cell, grade, ConformanceModel::GradeRole);
        QVERIFY(paintedContrast(grades, cell, option) >= leastTextContrast);
    }
}

/// Of two lists beside each other in the one that has it alone; and whatever the palette, the text can be read.
void TestContrast::whatIsChosenShowsTheKeyboard()
{
    QFETCH(const QPalette, palette);
    QWidget window;
    auto* one = new CopyableTable(QStringLiteral("one"), QStringLiteral("One"), &window);
    auto* other = new CopyableTable(QStringLiteral("other"), QStringLiteral("Other"), &window);
    window.setPalette(palette);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QPalette around = window.palette();
    const QColor full = readableGround(around.color(QPalette::Active, QPalette::Highlight),
                                       around.color(QPalette::Active, QPalette::HighlightedText));
    const auto chosen = [](const CopyableTable* table) { return table->palette().color(QPalette::Highlight); };
    one->setFocus();
    QCOMPARE(chosen(one), full);
    QVERIFY(contrastRatio(one->palette().color(QPalette::HighlightedText), full) >= leastTextContrast);
    QVERIFY(chosen(other) != full);
    QVERIFY(chosen(other) != window.palette().color(QPalette::Base));
    QVERIFY(contrastRatio(other->palette().color(QPalette::HighlightedText), chosen(other)) >= leastTextContrast);
    other->setFocus();
    QVERIFY(chosen(one) != full);
    QCOMPARE(chosen(other), full);
}

/// With what shows that it is there, chosen or not.
void TestContrast::theCellOfTheKeyboardCanBeRead()
{
    QFETCH(const QPalette, palette);
    QStandardItemModel cells(1, 1);
    cells.setData(cells.index(0, 0), QStringLiteral("MMMMMMMMMMMMMMMM"));
    QTableView view;
    view.setPalette(palette);
    view.setModel(&cells);
    showFocusByHighlight(view);
    for (const QStyle::State chosen : {QStyle::State_None, QStyle::State_Selected}) {
        QStyleOptionViewItem option;
        option.palette = palette;
        option.palette.setColor(QPalette::Highlight, readableGround(palette.color(QPalette::Highlight),
                                                                    palette.color(QPalette::HighlightedText)));
        option.state = QStyle::State_HasFocus | chosen;
        QVERIFY(paintedContrast(*view.itemDelegate(), cells.index(0, 0), option) >= leastTextContrast);
    }
}

/// A graphic needs 3 (WCAG 2.1, success criterion 1.4.11): the sign in its disc, and the disc on the ground.
void TestContrast::signsStandOut()
{
    QFETCH(const QPalette, palette);
    constexpr double leastGraphicContrast = 3;
    constexpr int side = 64;
    for (int verdict = 0; verdict <= static_cast<int>(Verdict::Misdirected); ++verdict) {
        const QIcon icon = verdictIcon(static_cast<Verdict>(verdict), palette);
        const QImage picture = icon.pixmap(side).toImage();
        const QColor disc = picture.pixelColor(side / 6, side / 2);
        double most = 0;
        for (int x = side / 4; x < side * 3 / 4; ++x) {
            for (int y = side / 4; y < side * 3 / 4; ++y)
                most = std::max(most, contrastRatio(picture.pixelColor(x, y), disc));
        }
        QVERIFY2(most >= leastGraphicContrast, qPrintable(QString::number(most)));
        QVERIFY(contrastRatio(disc, palette.color(QPalette::Base)) >= leastGraphicContrast);
    }
}

/// Some desktops have black ones in dark schemes, too.
void TestContrast::placeholdersCanBeRead()
{
    QFETCH(QPalette, palette);
    const auto readable = std::make_unique<ReadablePlaceholders>(*qApp);
    const auto back = qScopeGuard([] { QApplication::setPalette(QApplication::style()->standardPalette()); });
    QLineEdit field;
    field.show(); // one that is hidden follows no palette
    const auto shownContrast = [&field] {
        return contrastRatio(field.palette().color(QPalette::PlaceholderText), field.palette().color(QPalette::Base));
    };
    for (const QColor& color : {QColor(Qt::black), QColor(Qt::white), QColor(0x80, 0x80, 0x80)}) {
        palette.setColor(QPalette::PlaceholderText, color);
        QApplication::setPalette(palette);
        QCoreApplication::processEvents();
        QVERIFY2(shownContrast() >= leastTextContrast, qPrintable(color.name()));
        QCOMPARE(field.palette().color(QPalette::Text), palette.color(QPalette::Text));
    }
    const QColor readableAsItIs = field.palette().color(QPalette::PlaceholderText);
    palette.setColor(QPalette::PlaceholderText, readableAsItIs);
    QApplication::setPalette(palette);
    QCoreApplication::processEvents();
    QCOMPARE(field.palette().color(QPalette::PlaceholderText), readableAsItIs);
}

/// The palette changes while each page, tab and dialog is shown, as when a desktop goes dark in the evening.
void TestContrast::labelsCanBeReadWhateverThePalette()
{
    const QPalette light = QApplication::style()->standardPalette();
    LiveWindow live;
    QVERIFY(live.open());
    const QList<Surface> all = surfaces();
    for (const Surface& surface : all) {
        QApplication::setPalette(light);
        const QWidget* shown = surface.show(live);
        QVERIFY2(shown, surface.name.constData());
        for (const QPalette& palette : {light, darkPalette(), light}) {
            QApplication::setPalette(palette);
            QCoreApplication::processEvents();
            const auto labels = shown->findChildren<QLabel*>();
            for (const QLabel* label : labels) {
                if (!label->isVisible() || !label->isEnabled() || label->text().isEmpty())
                    continue;
                const QString what = QStringLiteral("%1 of %2: %3")
                                         .arg(label->objectName(), QString::fromLatin1(surface.name))
                                         .arg(contrastOf(*label));
                QVERIFY2(contrastOf(*label) >= leastTextContrast, qPrintable(what));
            }
        }
        closeDialogs(live);
    }
    QApplication::setPalette(light);
}

QTEST_MAIN(TestContrast)
#include "test_contrast.moc"
