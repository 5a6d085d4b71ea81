// SPDX-License-Identifier: MIT
#include "ui/keptfiltersbutton.h"

#include "ui/messagebox.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype longestEntry = 70;
constexpr int longestName = 60;

/// As an entry of a menu, where "&" would underline what follows.
QString entryText(const QString& text)
{
    return elidedText(visibleText(text), longestEntry).replace(u'&', QLatin1String("&&"));
}

} // namespace

KeptFiltersButton::KeptFiltersButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("keptFilters"));
    setText(tr("F&ilters"));
    setAccessibleName(tr("Saved and recent filters"));
    setToolTip(tr("Saved and recent filters (Alt+Down in the filter field)"));
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    m_menu->setObjectName(QStringLiteral("keptFiltersMenu"));
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &KeptFiltersButton::fillMenu);
}

void KeptFiltersButton::setSource(std::function<KeptFilters()> read, Write write)
{
    m_read = std::move(read);
    m_write = std::move(write);
    readAgain();
}

void KeptFiltersButton::readAgain()
{
    if (m_read && !m_isUnwritten)
        m_kept = m_read();
}

Result<void, QString> KeptFiltersButton::keep()
{
    auto written = m_write ? m_write(m_kept) : Result<void, QString>();
    m_isUnwritten = !written;
    return written;
}

void KeptFiltersButton::keepOrTell()
{
    const auto written = keep();
    if (written)
        return;
    const Sentence sentence{tr("What you have changed about the filters holds until this window is closed."),
                            tr("%1 can't be written.").arg(quotedText(written.error())),
                            tr("Mend its permissions or make room on its disk, then save a filter again.")};
    makeMessageBox(QMessageBox::Warning, QStringLiteral("filtersNotKept"), tr("Saved filters"), sentence, this)->open();
}

void KeptFiltersButton::addRecent(const QString& expression)
{
    readAgain();
    const KeptFilters before = m_kept;
    m_kept.addRecent(expression);
    if (m_kept != before)
        (void)keep(); // nobody has asked for that
}

void KeptFiltersButton::fillMenu()
{
    readAgain();
    delete m_menu->findChild<QMenu*>(); // clear() leaves it
    m_menu->clear();
    m_menu->addSection(tr("Saved"))->setObjectName(QStringLiteral("savedSection"));
    for (const NamedFilter& filter : m_kept.saved())
        addFilter(*m_menu, filter.name, filter.expression);
    QAction* save = m_menu->addAction(tr("&Save this filter…"), this, [this] { askName(m_expression); });
    save->setObjectName(QStringLiteral("saveFilter"));
    save->setEnabled(!m_expression.isEmpty());
    addForgetMenu();
    if (m_kept.recent().isEmpty())
        return;
    m_menu->addSection(tr("Recent"))->setObjectName(QStringLiteral("recentSection"));
    for (const QString& expression : m_kept.recent())
        addFilter(*m_menu, expression, expression);
    QAction* clear = m_menu->addAction(tr("&Clear recent filters"), this, [this] {
        readAgain();
        m_kept.clearRecent();
        keepOrTell();
    });
    clear->setObjectName(QStringLiteral("clearRecentFilters"));
}

void KeptFiltersButton::addFilter(QMenu& menu, const QString& text, const QString& expression)
{
    QAction* action =
        menu.addAction(entryText(text), this, [this, expression] { Q_EMIT expressionChosen(expression); });
    action->setObjectName(QStringLiteral("filter:") + expression);
    action->setToolTip(plainToolTip(expression));
}

void KeptFiltersButton::addForgetMenu()
{
    QMenu* forget = m_menu->addMenu(tr("&Forget a saved filter"));
    forget->setObjectName(QStringLiteral("forgetFilter"));
    forget->setEnabled(!m_kept.saved().isEmpty());
    for (const NamedFilter& filter : m_kept.saved()) {
        QAction* action = forget->addAction(entryText(filter.name), this, [this, name = filter.name] {
            readAgain();
            m_kept.remove(name);
            keepOrTell();
        });
        action->setObjectName(QStringLiteral("forget:") + filter.name);
    }
}

void KeptFiltersButton::askName(const QString& expression, const QString& name)
{
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("filterNameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save the filter"));
    dialog->setLabelText(tr("&Name of the filter:"));
    dialog->setTextValue(name);
    dialog->setOkButtonText(tr("&Save"));
    constexpr int usualLength = 64; // and wide enough for the title of the window, with the program's name behind it
    dialog->resize(usualLength * dialog->fontMetrics().averageCharWidth(), dialog->sizeHint().height());
    dialog->open();
    if (auto* field = dialog->findChild<QLineEdit*>())
        field->setMaxLength(longestName);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, expression](const QString& chosen) { takeName(chosen, expression); });
}

void KeptFiltersButton::takeName(const QString& name, const QString& expression)
{
    readAgain();
    const QList<NamedFilter>& saved = m_kept.saved();
    const auto former = std::find_if(saved.cbegin(), saved.cend(), [&name, &expression](const NamedFilter& one) {
        return one.name == name.trimmed() && one.expression != expression;
    });
    if (former == saved.cend())
        save(name, expression);
    else
        askToReplace(*former, expression);
}

void KeptFiltersButton::askToReplace(const NamedFilter& saved, const QString& expression)
{
    const Sentence what{tr("There is a saved filter %1 already.").arg(quotedText(saved.name)),
                        tr("It is %1.").arg(quotedText(saved.expression)),
                        tr("Replaced by %1, it is gone.").arg(quotedText(expression))};
    QMessageBox* box =
        makeMessageBox(QMessageBox::Question, QStringLiteral("replaceFilterBox"), tr("Save the filter"), what, this);
    box->setStandardButtons(QMessageBox::NoButton);
    QPushButton* replace = box->addButton(tr("&Replace"), QMessageBox::DestructiveRole);
    QPushButton* otherName = box->addButton(tr("&Other name…"), QMessageBox::RejectRole);
    replace->setObjectName(QStringLiteral("replaceFilter"));
    otherName->setObjectName(QStringLiteral("otherFilterName"));
    box->setDefaultButton(otherName);
    box->setEscapeButton(otherName);
    connect(replace, &QPushButton::clicked, this, [this, name = saved.name, expression] { save(name, expression); });
    connect(otherName, &QPushButton::clicked, this,
            [this, name = saved.name, expression] { askName(expression, name); });
    box->open();
}

void KeptFiltersButton::save(const QString& name, const QString& expression)
{
    readAgain();
    if (m_kept.save(name, expression)) {
        keepOrTell();
        return;
    }
    if (name.trimmed().isEmpty())
        return;
    const Sentence sentence{tr("The filter was not saved: there are %1 already.").arg(KeptFilters::mostSaved),
                            {},
                            tr("Forget one that is not needed any more, then save this one again.")};
    makeMessageBox(QMessageBox::Information, QStringLiteral("tooManyFilters"), tr("Save the filter"), sentence, this)
        ->open();
}

} // namespace kaunt
