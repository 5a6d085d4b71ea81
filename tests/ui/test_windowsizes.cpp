// SPDX-License-Identifier: MIT
#include "tests/ui/surfaces.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QString nameOf(const QWidget& widget)
{
    return QStringLiteral("%1 < %2").arg(widget.objectName(),
                                         widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// What scrolls shows the rest of it.
bool isScrolled(const QWidget& widget, const QWidget& window)
{
    for (const QWidget* around = widget.parentWidget(); around && around != &window; around = around->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(around))
            return true;
    }
    return false;
}

/// Whether some of what it says is missing for want of room.
bool isCutOff(const QWidget& widget, const QWidget& window)
{
    const QRect inWindow(widget.mapTo(&window, QPoint()), widget.size());
    if (!isScrolled(widget, window) && !window.rect().contains(inWindow))
        return true;
    if (const auto* label = qobject_cast<const QLabel*>(&widget); label && label->wordWrap())
        return label->heightForWidth(label->width()) > label->height();
    if (qobject_cast<const QAbstractButton*>(&widget) && !qobject_cast<QLineEdit*>(widget.parentWidget()))
        return widget.width() < widget.minimumSizeHint().width() || widget.height() < widget.fontMetrics().height();
    return false;
}

QStringList cutOffIn(const QWidget& window)
{
    QStringList cutOff;
    const auto widgets = window.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        const bool isOurs = !widget->objectName().startsWith(QLatin1String("qt_"));
        if (isOurs && widget->isVisible() && widget->window() == &window && isCutOff(*widget, window))
            cutOff.append(nameOf(*widget));
    }
    return cutOff;
}

} // namespace

/// Every page, tab and dialog on a small screen, and what it needs at the least.
class TestWindowSizes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void fitsASmallScreen_data();
    void fitsASmallScreen();
    void nothingIsCutOff_data() { fitsASmallScreen_data(); }
    void nothingIsCutOff();

private:
    std::unique_ptr<LiveWindow> m_live;
};

void TestWindowSizes::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
}

void TestWindowSizes::cleanupTestCase()
{
    m_live.reset();
}

void TestWindowSizes::cleanup()
{
    closeDialogs(*m_live);
}

void TestWindowSizes::fitsASmallScreen_data()
{
    QTest::addColumn<int>("surface");
    const QList<Surface> all = surfaces();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name.constData()) << i;
}

void TestWindowSizes::fitsASmallScreen()
{
    QFETCH(const int, surface);
    const QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    const QSize least = shown->minimumSizeHint();
    const QString what = QStringLiteral("%1 x %2").arg(least.width()).arg(least.height());
    QVERIFY2(least.width() <= smallScreen.width() && least.height() <= smallScreen.height(), qPrintable(what));
    QVERIFY(shown->width() <= smallScreen.width() && shown->height() <= smallScreen.height());
}

void TestWindowSizes::nothingIsCutOff()
{
    QFETCH(const int, surface);
    const QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    QStringList cutOff;
    const auto isAllThere = [shown, &cutOff] { // once what came late is laid out
        cutOff = cutOffIn(*shown);
        return cutOff.isEmpty();
    };
    QVERIFY2(QTest::qWaitFor(isAllThere), qPrintable(cutOff.join(u'\n')));
}

QTEST_MAIN(TestWindowSizes)
#include "test_windowsizes.moc"
