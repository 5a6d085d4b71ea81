// SPDX-License-Identifier: MIT
#include "ui/helpwindow.h"

#include "ui/announcement.h"
#include "ui/clearbutton.h"
#include "ui/focushighlight.h"
#include "ui/helppageview.h"
#include "ui/windowplace.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace kaunt {

HelpWindow::HelpWindow(const QList<HelpPage>& pages, QWidget* parent)
    : QDialog(parent, Qt::Window)
    , m_pages(pages)
    , m_titles(new QListWidget)
    , m_text(new HelpPageView(pages))
    , m_wanted(new QLineEdit)
    , m_found(new QLabel)
    , m_back(makeStep(QStringLiteral("helpBack"), Qt::LeftArrow, tr("Back"), QKeySequence::Back))
    , m_forward(makeStep(QStringLiteral("helpForward"), Qt::RightArrow, tr("Forward"), QKeySequence::Forward))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Help"));
    for (const HelpPage& page : pages) {
        m_texts.append(page.plainText());
        m_titles->addItem(page.title);
    }
    layOut();
    wire();
    if (!pages.isEmpty())
        showPage(pages.constFirst().name);
    m_wanted->setFocus();
}

QToolButton* HelpWindow::makeStep(const QString& objectName, Qt::ArrowType arrow, const QString& name,
                                  QKeySequence::StandardKey keys)
{
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setArrowType(arrow);
    button->setAccessibleName(name);
    button->setShortcut(QKeySequence(keys));
    button->setToolTip(tr("%1 (%2)").arg(name, button->shortcut().toString(QKeySequence::NativeText)));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setEnabled(false);
    return button;
}

void HelpWindow::layOut()
{
    constexpr int longestSearch = 200;
    m_titles->setObjectName(QStringLiteral("helpPages"));
    m_titles->setAccessibleName(tr("Pages of the help"));
    showFocusByHighlight(*m_titles);
    m_wanted->setObjectName(QStringLiteral("helpSearch"));
    m_wanted->setMaxLength(longestSearch);
    addClearButton(*m_wanted);
    m_found->setObjectName(QStringLiteral("helpFound"));
    m_found->setTextFormat(Qt::PlainText);
    auto* caption = new QLabel(tr("&Find in all pages:"));
    caption->setBuddy(m_wanted);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("helpClose"));
    close->setAutoDefault(false); // Enter in the search goes to the next hit
    connect(buttons, &QDialogButtonBox::rejected, this, &HelpWindow::reject);

    auto* top = new QHBoxLayout;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_back, m_forward, caption, m_wanted, m_found})
        top->addWidget(widget, widget == m_wanted ? 1 : 0);
    auto* layout = new QGridLayout(this);
    layout->addLayout(top, 0, 0, 1, 2);
    layout->addWidget(m_titles, 1, 0);
    layout->addWidget(m_text, 1, 1);
    layout->addWidget(buttons, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    m_titles->setFixedWidth(m_titles->sizeHintForColumn(0) + 4 * m_titles->frameWidth() +
                            m_titles->fontMetrics().averageCharWidth() * 2);
    constexpr QSize comfortable(960, 640);
    resizeWithinScreen(*this, comfortable);
}

void HelpWindow::wire()
{
    connect(m_titles, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            showPage(m_pages.at(row).name);
    });
    connect(m_text, &HelpPageView::pageShown, this, &HelpWindow::followPage);
    connect(m_text, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_text, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    connect(m_back, &QToolButton::clicked, m_text, &QTextBrowser::backward);
    connect(m_forward, &QToolButton::clicked, m_text, &QTextBrowser::forward);
    connect(m_wanted, &QLineEdit::textChanged, this, &HelpWindow::showMatching);
    connect(m_wanted, &QLineEdit::returnPressed, this, &HelpWindow::showNextHit);
}

void HelpWindow::showPage(const QString& name)
{
    m_text->showPage(name);
}

void HelpWindow::followPage(const QString& name)
{
    const QSignalBlocker blocker(m_titles);
    const auto page =
        std::find_if(m_pages.cbegin(), m_pages.cend(), [&name](const HelpPage& one) { return one.name == name; });
    if (page == m_pages.cend())
        return;
    m_titles->setCurrentRow(static_cast<int>(page - m_pages.cbegin()));
    setWindowTitle(tr("%1 – Help").arg(page->title));
}

/// Lists the pages that have all of these words, and shows one of them.
void HelpWindow::showMatching(const QString& text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    int first = -1;
    int matching = 0;
    for (int row = 0; row < m_titles->count(); ++row) {
        const bool matches = std::all_of(words.cbegin(), words.cend(), [this, row](const QString& word) {
            return m_texts.at(row).contains(word, Qt::CaseInsensitive);
        });
        m_titles->item(row)->setHidden(!matches);
        matching += matches ? 1 : 0;
        if (matches && first < 0)
            first = row;
    }
    m_text->setWanted(words);
    if (first >= 0 && m_titles->currentItem() && m_titles->currentItem()->isHidden())
        showPage(m_pages.at(first).name);
    m_found->setText(words.isEmpty() ? QString()
                     : matching == 0 ? tr("No page has that.")
                                     : tr("On %1 of %2 pages").arg(matching).arg(m_pages.size()));
    announce(*m_found, m_found->text());
}

/// The next one on this page, else the first one on the next page that has any.
void HelpWindow::showNextHit()
{
    if (m_wanted->text().trimmed().isEmpty() || m_text->selectNext())
        return;
    const int count = m_titles->count();
    for (int step = 1; step <= count; ++step) {
        const int row = (m_titles->currentRow() + step) % count;
        if (m_titles->item(row)->isHidden())
            continue;
        showPage(m_pages.at(row).name);
        m_text->selectNext();
        return;
    }
}

} // namespace kaunt
