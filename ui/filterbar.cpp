// SPDX-License-Identifier: MIT
#include "ui/filterbar.h"

#include "ui/clearbutton.h"
#include "ui/filtercompleter.h"
#include "ui/filterterms.h"
#include "ui/keptfiltersbutton.h"
#include "ui/plaintooltip.h"
#include "ui/remarklabel.h"
#include "ui/sentences.h"
#include "ui/verdicticon.h"
#include "ui/wording.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// Long enough for keys that come together.
constexpr int pauseMillis = 30;
/// What is half written is wrong most of the time; nobody wants to be told while they write.
constexpr int errorPauseMillis = 700;
/// What is found sooner needs no word about it.
constexpr int progressPauseMillis = 300;
/// Which it has within the field.
constexpr int roomBesideNotInEffect = 6;

/// The spelling mark in a QLineEdit, which has no other way to format a part of its text than the attributes of an
/// input method. They are told relative to the cursor and last until the text changes.
void underline(QLineEdit& field, qsizetype position, qsizetype length, const QColor& color)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(color);
        format.setForeground(color);
        attributes.append({QInputMethodEvent::TextFormat, static_cast<int>(position) - field.cursorPosition(),
                           static_cast<int>(length), format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(&field, &event);
}

/// Bold where it is checked, for some styles hardly tell by the background; wide enough for that from the start.
void emphasizeChecked(QToolButton& button)
{
    const auto setBold = [&button](bool isBold) {
        QFont font = button.font();
        font.setBold(isBold);
        button.setFont(font);
    };
    setBold(true);
    button.setMinimumWidth(button.sizeHint().width());
    setBold(button.isChecked());
    QObject::connect(&button, &QToolButton::toggled, &button, setBold);
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_completer(new FilterCompleter(m_field))
    , m_keptFilters(new KeptFiltersButton(this))
    , m_notInEffect(new RemarkLabel(QStringLiteral("filterNotInEffect"), this))
    , m_errorText(new RemarkLabel(QStringLiteral("filterError"), this))
    , m_progress(new QLabel(this))
    , m_quickFilters(new QActionGroup(this))
{
    setObjectName(QStringLiteral("filterBar"));
    auto* row = new QHBoxLayout;
    addField(row);
    addKeptFilters(row);
    addQuickFilters(row);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_errorText);
    const auto setUpTimer = [this](QTimer& timer, int millis, auto slot) {
        timer.setSingleShot(true);
        timer.setInterval(millis);
        connect(&timer, &QTimer::timeout, this, slot);
    };
    setUpTimer(m_pause, pauseMillis, &FilterBar::applyWhatIsRight);
    setUpTimer(m_errorPause, errorPauseMillis, &FilterBar::applyUnlessBeingWritten);
    setUpTimer(m_progressPause, progressPauseMillis, [this] { m_progress->show(); });
}

void FilterBar::addField(QHBoxLayout* row)
{
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setAccessibleName(tr("Filter"));
    m_field->setPlaceholderText(tr("Filter, for example type:failed company:nordlys since:2h"));
    m_field->setToolTip(tr("Fields: %1.\nThe terms all count; a minus in front of one negates it; a|b is one or the "
                           "other; anything else finds text in payload, headers and resource.")
                            .arg(FilterExpression::fieldNames().join(QLatin1String(", "))));
    addClearButton(*m_field);
    connect(m_completer, &FilterCompleter::completed, this, [this] { m_pause.start(); });
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        clearError();
        m_pause.start();
        m_errorPause.start();
    });
    connect(m_field, &QLineEdit::cursorPositionChanged, this, [this] { m_errorPause.start(); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (!m_completer->isChoosing()) // see takeWritten()
            apply(Asked::Again);
    });
    connect(m_field, &QLineEdit::editingFinished, this, &FilterBar::takeWritten);
    row->addWidget(m_field, 1);
    m_notInEffect->setText(tr("✖ Not in effect"));
    m_notInEffect->setWordWrap(false);
    placeNotInEffect();
    m_progress->setObjectName(QStringLiteral("filterProgress"));
    m_progress->setTextFormat(Qt::PlainText);
    m_progress->hide();
    row->addWidget(m_progress);
}

/// Within the field, behind the text, so that nothing beside it moves while somebody writes.
void FilterBar::placeNotInEffect()
{
    const auto* clearButton = m_field->findChild<QToolButton*>();
    const int ofButton = clearButton ? clearButton->sizeHint().width() : 0;
    auto* inside = new QHBoxLayout(m_field);
    inside->setContentsMargins(0, 0, ofButton + roomBesideNotInEffect, 0);
    inside->addStretch(1);
    inside->addWidget(m_notInEffect);
    m_notInEffect->setForegroundRole(QPalette::WindowText); // not the field's, which is no colour of bad news
    m_notInEffect->setCursor(Qt::ArrowCursor);
}

FilterBar::~FilterBar()
{
    m_field->disconnect(this); // it loses the focus with this, and would tell what is no FilterBar any more
}

void FilterBar::addKeptFilters(QHBoxLayout* row)
{
    m_field->installEventFilter(this);
    auto* open = new QAction(tr("Saved and recent filters"), m_field); // for the shortcut sheet; eventFilter() does it
    open->setShortcut(Qt::ALT | Qt::Key_Down);
    connect(m_keptFilters, &KeptFiltersButton::expressionChosen, this, &FilterBar::setExpression);
    row->addWidget(m_keptFilters);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* press = static_cast<QKeyEvent*>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
        if (press->key() == Qt::Key_Down && press->modifiers().testFlag(Qt::AltModifier)) {
            m_keptFilters->animateClick();
            return true;
        }
    } else if (watched == m_field && event->type() == QEvent::InputMethod) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast)
        m_isComposing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_notInEffect->isHidden() || m_isComposing)
        return;
    if (const auto filter = parseFilter(m_field->text()); !filter)
        markError(filter.error());
}

void FilterBar::setReader(LogReader& reader)
{
    m_completer->setReader(reader);
}

void FilterBar::setKeptFilters(std::function<KeptFilters()> read,
                               std::function<Result<void, QString>(const KeptFilters&)> write)
{
    m_keptFilters->setSource(std::move(read), std::move(write));
}

void FilterBar::addQuickFilters(QHBoxLayout* row)
{
    using Quick = DeliveryQuery::Quick;
    struct QuickFilter {
        Quick quick;
        QString text;
        QString toolTip;
        QString objectName;
    };
    const QList<QuickFilter> filters{
        {Quick::All, tr("All"), tr("Every delivery"), QStringLiteral("quickAll")},
        {Quick::NeedsAttention, tr("Needs attention"),
         tr("Refused, telling of a failure, failed to fetch, not taken by a forward target, or odd in its payload"),
         QStringLiteral("quickAttention")},
        {Quick::Verified, tr("Verified"), tr("Deliveries whose signature holds"), QStringLiteral("quickVerified")},
        {Quick::Refused, tr("Refused"), tr("Deliveries whose signature does not hold"), QStringLiteral("quickRefused")},
    };
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(0);
    for (const QuickFilter& filter : filters) {
        auto* action = new QAction(filter.text, m_quickFilters);
        const QKeySequence shortcut(Qt::CTRL | Qt::Key(Qt::Key_1 + static_cast<int>(filter.quick)));
        action->setShortcut(shortcut);
        action->setToolTip(tr("%1 (%2)").arg(filter.toolTip, shortcut.toString(QKeySequence::NativeText)));
        action->setObjectName(filter.objectName + QStringLiteral("Action"));
        action->setCheckable(true);
        action->setChecked(filter.quick == Quick::All);
        action->setData(static_cast<int>(filter.quick));
        auto* button = new QToolButton(this);
        button->setObjectName(filter.objectName);
        button->setAccessibleName(tr("Show: %1").arg(filter.text));
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::StrongFocus);
        emphasizeChecked(*button);
        buttons->addWidget(button);
    }
    connect(m_quickFilters, &QActionGroup::triggered, this, [this] { apply(Asked::Again); });
    row->addLayout(buttons);
}

bool FilterBar::isFiltering() const
{
    return !m_query.filter.isEmpty() || m_query.quick != DeliveryQuery::Quick::All;
}

QList<QAction*> FilterBar::quickFilterActions() const
{
    return m_quickFilters->actions();
}

void FilterBar::setExpression(const QString& expression)
{
    m_field->setText(expression);
    apply(Asked::Again);
    if (parseFilter(expression))
        m_keptFilters->addRecent(expression);
}

void FilterBar::addTerm(const QString& term)
{
    // Between spaces, so that it is found as a whole term only. A wrong expression narrows nothing: the one in effect
    // does.
    const QString narrowing = parseFilter(m_field->text()) ? m_field->text().trimmed() : m_appliedText;
    QString expression = u' ' + narrowing + u' ';
    expression.replace(u' ' + negatedTerm(term) + u' ', QLatin1String(" "));
    if (!expression.contains(u' ' + term + u' '))
        expression += term;
    setExpression(expression.trimmed());
}

void FilterBar::focusFilter()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::clearFilter()
{
    setOnlyExpression({});
}

void FilterBar::setOnlyExpression(const QString& expression)
{
    m_quickFilters->actions().constFirst()->setChecked(true);
    setExpression(expression);
}

void FilterBar::showProgress(int percent, bool isSorting)
{
    constexpr int whole = 100;
    const QString text = isSorting ? tr("Sorting… %1 %") : tr("Searching… %1 %");
    m_progress->setText(text.arg(QLocale().toString(percent)));
    if (percent >= whole) {
        m_progressPause.stop();
        m_progress->hide();
    } else if (m_progress->isHidden() && !m_progressPause.isActive()) {
        m_progressPause.start();
    }
}

void FilterBar::applyWhatIsRight()
{
    if (parseFilter(m_field->text()))
        apply();
}

/// With Enter, or once the field is left.
void FilterBar::takeWritten()
{
    if (m_completer->isChoosing()) // what stands there is what a candidate is about to replace
        return;
    apply();
    if (parseFilter(m_field->text()))
        m_keptFilters->addRecent(m_field->text());
}

/// A term with the cursor in it is half written: it is marked, but to explain it would move the list back and forth.
void FilterBar::applyUnlessBeingWritten()
{
    const auto filter = parseFilter(m_field->text());
    const qsizetype cursor = m_field->cursorPosition();
    const auto isInTerm = [this, cursor](const FilterError& error) {
        const QString text = m_field->text();
        const qsizetype start = text.lastIndexOf(u' ', std::max<qsizetype>(error.position - 1, 0)) + 1;
        const qsizetype end = text.indexOf(u' ', error.position);
        return cursor >= start && (end < 0 || cursor <= end);
    };
    if (filter || !m_field->hasFocus() || !isInTerm(filter.error()))
        apply();
    else if (m_isComposing)
        m_errorPause.start();
    else
        markError(filter.error());
}

void FilterBar::apply(Asked asked)
{
    m_pause.stop();
    m_errorPause.stop();
    const auto quick = static_cast<DeliveryQuery::Quick>(m_quickFilters->checkedAction()->data().toInt());
    const QString text = m_field->text().trimmed();
    const auto filter = parseFilter(m_field->text());
    if (!filter)
        explainError(filter.error());
    const bool isSame = quick == m_query.quick && (!filter || text == m_appliedText);
    const bool isStale = asked == Asked::Again && filter && filter->shortestRelativeTime();
    if (isSame && !isStale)
        return;
    if (filter) {
        m_query.filter = *filter;
        m_appliedText = text;
        m_keptFilters->setExpression(text);
    }
    m_query.quick = quick;
    Q_EMIT queryChanged(m_query);
}

void FilterBar::markError(const FilterError& error)
{
    underline(*m_field, error.position, std::max<qsizetype>(error.length, 1), badColor(palette()));
    const QString wrong = sentenceFor(error).text();
    const QString instead = m_appliedText.isEmpty()
                                ? tr("Meanwhile the list shows all deliveries.")
                                : tr("Meanwhile the list is filtered by %1.").arg(quotedText(m_appliedText));
    setPlainToolTip(*m_notInEffect, wrong + u'\n' + instead);
    m_notInEffect->show();
    m_field->setTextMargins(0, 0, m_notInEffect->sizeHint().width() + roomBesideNotInEffect, 0);
    m_field->setAccessibleDescription(wrong + u' ' + instead);
}

void FilterBar::explainError(const FilterError& error)
{
    markError(error);
    m_errorText->setRemark(m_field->accessibleDescription());
}

void FilterBar::clearError()
{
    if (m_notInEffect->isHidden())
        return;
    underline(*m_field, 0, 0, {});
    m_notInEffect->hide();
    m_field->setTextMargins({});
    m_errorText->hide();
    m_field->setAccessibleDescription({});
}

} // namespace kaunt
