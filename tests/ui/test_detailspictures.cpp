// SPDX-License-Identifier: MIT
#include "tests/ui/pictures.h"
#include "tests/ui/samplepanels.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QStyle>
#include <QStyleFactory>
#include <QTabBar>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Takes a picture of every tab with content, in a light and a dark palette, for people to look at; they are kept in
/// `pictures` beside the test programs.
class TestDetailsPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTabHasAPicture_data();
    void everyTabHasAPicture();
    void everyTabFitsASmallWindow_data() { everyTabHasAPicture_data(); }
    void everyTabFitsASmallWindow();
    void everyControlHasAName_data() { everyTabHasAPicture_data(); }
    void everyControlHasAName();
    void everyLabelIsPlainText_data() { everyTabHasAPicture_data(); }
    void everyLabelIsPlainText();

private:
    QDir m_pictures;
};

void TestDetailsPictures::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_pictures = QDir(QCoreApplication::applicationDirPath());
    QVERIFY(m_pictures.mkpath(QStringLiteral("pictures")));
    m_pictures.cd(QStringLiteral("pictures"));
}

void TestDetailsPictures::everyTabHasAPicture_data()
{
    QTest::addColumn<MakePanel>("make");
    const QList<SamplePanel> panels = samplePanels();
    for (const SamplePanel& panel : panels)
        QTest::newRow(panel.name) << panel.make;
}

void TestDetailsPictures::everyTabHasAPicture()
{
    QFETCH(MakePanel, make);
    constexpr QSize size(1'000, 330); // the lower half of a 1024 x 700 window
    constexpr int readable = 128;
    const std::pair<QString, QPalette> palettes[]{{QStringLiteral("light"), QApplication::style()->standardPalette()},
                                                  {QStringLiteral("dark"), darkPalette()}};
    for (const auto& [name, palette] : palettes) {
        QApplication::setPalette(palette);
        const std::unique_ptr<QWidget> panel = make();
        panel->setAutoFillBackground(true);
        panel->resize(size);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
        const QImage picture = panel->grab().toImage();
        QVERIFY(contrast(picture) > readable);
        const QString file =
            QStringLiteral("details-%1-%2.png").arg(QString::fromLatin1(QTest::currentDataTag()), name);
        QVERIFY(picture.save(m_pictures.filePath(file)));
    }
}

void TestDetailsPictures::everyTabFitsASmallWindow()
{
    QFETCH(MakePanel, make);
    constexpr int width = 1'000;
    const std::unique_ptr<QWidget> panel = make();
    QVERIFY2(panel->minimumSizeHint().width() <= width, qPrintable(QString::number(panel->minimumSizeHint().width())));
}

void TestDetailsPictures::everyControlHasAName()
{
    QFETCH(MakePanel, make);
    const std::unique_ptr<QWidget> panel = make();
    panel->show();
    const auto widgets = panel->findChildren<QWidget*>();
    int controls = 0;
    for (QWidget* widget : widgets) {
        const bool isControl = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible();
        if (!isControl || widget->focusProxy() || qobject_cast<QLabel*>(widget) || qobject_cast<QTabBar*>(widget))
            continue;
        ++controls;
        const QString where =
            QStringLiteral("%1 in %2")
                .arg(QString::fromLatin1(widget->metaObject()->className()), widget->parentWidget()->objectName());
        QVERIFY2(!widget->objectName().isEmpty(), qPrintable(where));
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY(controls > 0);
}

void TestDetailsPictures::everyLabelIsPlainText()
{
    QFETCH(MakePanel, make);
    const std::unique_ptr<QWidget> panel = make();
    const auto labels = panel->findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        // The captions of a form are ours and have a buddy; all others may show what a peer sent.
        QVERIFY2(label->buddy() || label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->objectName()));
        QVERIFY2(label->objectName().isEmpty() || label->textFormat() == Qt::PlainText,
                 qPrintable(label->objectName()));
    }
}

QTEST_MAIN(TestDetailsPictures)
#include "test_detailspictures.moc"
