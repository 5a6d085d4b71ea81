// SPDX-License-Identifier: MIT
#include "ui/annotationbar.h"

#include "ui/announcement.h"
#include "ui/focusring.h"
#include "ui/remarklabel.h"

#include <QAbstractTextDocumentLayout>
#include <QCheckBox>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 800ms;

} // namespace

AnnotationBar::AnnotationBar(QWidget* parent)
    : QWidget(parent)
    , m_mark(new QCheckBox(tr("★ Marke&d")))
    , m_label(new QLabel(tr("&Note:")))
    , m_note(new QPlainTextEdit)
    , m_remark(new RemarkLabel(QStringLiteral("noteRemark")))
{
    setObjectName(QStringLiteral("annotationBar"));
    nameFields();
    layOut();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connectFields();
    fitHeight();
}

void AnnotationBar::nameFields()
{
    m_mark->setObjectName(QStringLiteral("mark"));
    m_mark->setAccessibleName(tr("Marked"));
    m_mark->setToolTip(tr("Marks all deliveries of this event (Ctrl+M); has:mark finds them"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setToolTip(tr("Your own words about this event (F2); has:note and note: find them. "
                          "Enter is done, Shift+Enter begins a line, Escape brings back what stood here."));
    m_note->setPlaceholderText(tr("Nothing noted"));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    showFocusByRing(*m_note);
}

void AnnotationBar::layOut()
{
    m_label->setBuddy(m_note);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_label, 0, Qt::AlignTop);
    auto* noted = new QVBoxLayout;
    noted->addWidget(m_note);
    noted->addWidget(m_remark);
    layout->addLayout(noted, 1);
}

void AnnotationBar::connectFields()
{
    connect(&m_pause, &QTimer::timeout, this, &AnnotationBar::tellNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, &AnnotationBar::limitNote);
    connect(m_note, &QPlainTextEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_note->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &AnnotationBar::fitHeight);
    connect(m_mark, &QCheckBox::clicked, this, [this](bool isMarked) {
        if (m_delivery != 0)
            Q_EMIT changed({m_delivery, isMarked, {}});
    });
}

void AnnotationBar::showDelivery(const DeliverySummary& delivery)
{
    const bool isSame = delivery.number == m_delivery || (delivery.event && delivery.event == m_event);
    if (!isSame)
        tellNote();
    m_delivery = delivery.number;
    m_event = delivery.event;
    m_stored = delivery.note;
    m_mark->setChecked(delivery.isMarked);
    const bool isBeingWritten = isSame && (m_pause.isActive() || m_note->toPlainText() != m_known);
    if (isBeingWritten || (isSame && delivery.note == m_known))
        return;
    m_known = delivery.note;
    m_before = delivery.note;
    m_note->setPlainText(delivery.note);
    m_pause.stop();
}

void AnnotationBar::forgetDelivery()
{
    m_pause.stop();
    m_delivery = 0;
    m_event.reset();
}

void AnnotationBar::takeNotStored()
{
    m_known = m_stored;
}

void AnnotationBar::focusNote()
{
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->moveCursor(QTextCursor::End);
}

bool AnnotationBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();   // NOLINT(*-static-cast-downcast)
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) // it was here all the time
            m_before = m_note->toPlainText();
    } else if (watched == m_note && event->type() == QEvent::KeyPress) {
        if (takeKey(*static_cast<QKeyEvent*>(event))) // NOLINT(*-static-cast-downcast)
            return true;
    } else if (watched == m_note && event->type() == QEvent::FontChange) {
        fitHeight();
    }
    return QWidget::eventFilter(watched, event);
}

bool AnnotationBar::takeKey(const QKeyEvent& press)
{
    const bool isEnter = press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter;
    const bool isPlain = (press.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!isPlain || (!isEnter && press.key() != Qt::Key_Escape))
        return false;
    if (!isEnter)
        restoreNote();
    tellNote();
    Q_EMIT noteDone();
    return true;
}

/// As one more change, which can be undone.
void AnnotationBar::restoreNote()
{
    if (m_note->toPlainText() == m_before)
        return;
    QTextCursor all(m_note->document());
    all.select(QTextCursor::Document);
    all.insertText(m_before);
}

void AnnotationBar::hideEvent(QHideEvent* event)
{
    tellNote();
    QWidget::hideEvent(event);
}

void AnnotationBar::tellNote()
{
    m_pause.stop();
    const QString note = m_note->toPlainText();
    if (note == m_known || m_delivery == 0)
        return;
    m_known = note;
    Q_EMIT changed({m_delivery, {}, note});
}

/// The end of what was put in last goes, which ends where the cursor is: nothing that stood there before.
void AnnotationBar::limitNote()
{
    const QTextDocument& document = *m_note->document();
    const int excess = document.characterCount() - 1 - static_cast<int>(longestNote); // without the document's own end
    if (excess <= 0) {
        m_remark->setRemark({});
        announce(*m_remark, {}); // so that it is told again when it comes again
        return;
    }
    QTextCursor cursor = m_note->textCursor();
    const int end = cursor.position();
    int begin = std::max(0, end - excess);
    if (begin > 0 && document.characterAt(begin).isLowSurrogate())
        --begin; // no half of a character
    cursor.setPosition(begin);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.joinPreviousEditBlock(); // it is undone as one change
    cursor.removeSelectedText();
    cursor.endEditBlock();
    m_remark->setRemark(tr("Not all that was put in fits: a note has room for %L1 characters. Shorten it, or keep the "
                           "rest elsewhere.")
                            .arg(longestNote));
    announce(*m_remark, m_remark->text());
}

int AnnotationBar::heightOf(int lines) const
{
    const int frames = 2 * (static_cast<int>(m_note->document()->documentMargin()) + m_note->frameWidth());
    return lines * m_note->fontMetrics().lineSpacing() + frames;
}

/// From one line to four; a plain text document measures itself in lines.
void AnnotationBar::fitHeight()
{
    constexpr int mostLines = 4;
    const int lines = static_cast<int>(m_note->document()->size().height());
    m_note->setVerticalScrollBarPolicy(lines > mostLines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_note->setFixedHeight(heightOf(std::clamp(lines, 1, mostLines)));
    for (QWidget* beside : std::initializer_list<QWidget*>{m_mark, m_label})
        beside->setMinimumHeight(heightOf(1));
}

} // namespace kaunt
