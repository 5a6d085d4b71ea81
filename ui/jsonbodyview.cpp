// SPDX-License-Identifier: MIT
#include "ui/jsonbodyview.h"

#include "ui/copyabletable.h"
#include "ui/findbar.h"
#include "ui/hexmodel.h"
#include "ui/jsontreemodel.h"
#include "ui/jsontreeview.h"
#include "ui/jsonwording.h"
#include "ui/quantities.h"
#include "ui/rawtextview.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kaunt {

namespace {

/// A text widget lays out a line as a whole, and compact JSON is a single line.
constexpr qsizetype longestTextAtOnce = qsizetype{64} * 1024;

} // namespace

JsonBodyView::JsonBodyView(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_treeModel(new JsonTreeModel(this))
    , m_hexModel(new HexModel(this))
    , m_tree(new JsonTreeView(*m_treeModel))
    , m_text(new RawTextView)
    , m_bytes(new CopyableTable(QStringLiteral("bodyBytes"), tr("Bytes of %1").arg(name)))
    , m_find(new FindBar(*m_text))
    , m_mode(new QComboBox)
    , m_notice(new QLabel)
    , m_showAll(new QPushButton(tr("Show &all")))
    , m_splitter(new QSplitter)
    , m_stack(new QStackedWidget)
{
    buildViews(name);
    auto* notice = new QHBoxLayout;
    notice->addWidget(m_notice, 1);
    notice->addWidget(m_showAll, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(buildBar());
    layout->addLayout(notice);
    layout->addWidget(m_stack, 1);
    connectViews();
    addShortcuts();
    showMode();
}

void JsonBodyView::buildViews(const QString& name)
{
    m_tree->setObjectName(QStringLiteral("bodyTree"));
    m_tree->setAccessibleName(tr("Tree of %1").arg(name));
    m_text->setObjectName(QStringLiteral("bodyText"));
    m_text->setAccessibleName(tr("Text of %1").arg(name));
    m_bytes->setTableModel(m_hexModel);
    m_bytes->horizontalHeader()->setStretchLastSection(true);
    m_notice->setObjectName(QStringLiteral("bodyNotice"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_showAll->setObjectName(QStringLiteral("showAllText"));
    m_splitter->setObjectName(QStringLiteral("bodySplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_text);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_bytes);
    m_notice->hide();
    m_showAll->hide();
}

QWidget* JsonBodyView::buildBar()
{
    m_mode->setObjectName(QStringLiteral("bodyMode"));
    m_mode->setAccessibleName(tr("How the body is shown"));
    m_mode->addItem(tr("Tree and text"), QVariant::fromValue(Mode::TreeAndText));
    m_mode->addItem(tr("Tree"), QVariant::fromValue(Mode::Tree));
    m_mode->addItem(tr("Text"), QVariant::fromValue(Mode::Text));
    m_mode->addItem(tr("Bytes"), QVariant::fromValue(Mode::Bytes));
    auto* copy = new QPushButton(tr("C&opy"));
    copy->setObjectName(QStringLiteral("copyMenu"));
    addCopyActions(copy);

    auto* bar = new QWidget;
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->addWidget(m_mode);
    layout->addWidget(copy);
    layout->addWidget(m_find, 1);
    return bar;
}

void JsonBodyView::addCopyActions(QPushButton* button)
{
    auto* menu = new QMenu(button);
    auto* value = menu->addAction(tr("&Value"), m_tree, &JsonTreeView::copyValue);
    value->setObjectName(QStringLiteral("copySelectedValue"));
    auto* path = menu->addAction(tr("&Path"), m_tree, &JsonTreeView::copyPath);
    path->setObjectName(QStringLiteral("copySelectedPath"));
    auto* all = menu->addAction(tr("&Everything"), this, &JsonBodyView::copyAll);
    all->setObjectName(QStringLiteral("copyBody"));
    connect(menu, &QMenu::aboutToShow, this, [this, value, path] {
        const bool hasValue = m_isJson && m_tree->currentIndex().isValid();
        value->setEnabled(hasValue);
        path->setEnabled(hasValue);
    });
    button->setMenu(menu);
}

void JsonBodyView::connectViews()
{
    connect(m_mode, &QComboBox::currentIndexChanged, this, &JsonBodyView::showMode);
    connect(m_tree, &JsonTreeView::bytesChosen, m_text, &RawTextView::selectBytes);
    connect(m_text, &RawTextView::byteChosen, m_tree, [this](qsizetype offset) {
        if (m_isJson)
            m_tree->selectByte(offset);
    });
    connect(m_find, &FindBar::used, this, [this] {
        const auto mode = m_mode->currentData().value<Mode>();
        if (mode == Mode::Tree || mode == Mode::Bytes)
            setMode(Mode::TreeAndText);
    });
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_isTextWhole = true;
        showText();
    });
}

void JsonBodyView::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto* receiver, auto slot) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, receiver, slot);
    };
    add(QKeySequence(Qt::Key_F3), m_find, &FindBar::next);
    add(QKeySequence(Qt::SHIFT | Qt::Key_F3), m_text, &RawTextView::findPrevious);
}

void JsonBodyView::setMode(Mode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(QVariant::fromValue(mode)));
}

void JsonBodyView::setBody(const QByteArray& body, qint64 wholeBytes)
{
    m_body = body;
    m_isTextWhole = body.size() <= longestTextAtOnce;
    Result<JsonValue, JsonError> json = parseJson(body);
    m_isJson = json.has_value();
    showNotice(json, wholeBytes);
    if (m_isJson)
        m_treeModel->setJson(std::move(*json), body);
    else
        m_treeModel->clear();
    m_tree->settle();
    showText();
    showMode();
}

const JsonValue* JsonBodyView::json() const
{
    return m_isJson ? &m_treeModel->json() : nullptr;
}

void JsonBodyView::showNotice(const Result<JsonValue, JsonError>& json, qint64 wholeBytes)
{
    QStringList sentences;
    if (m_body.size() < wholeBytes)
        sentences.append(tr("Only the first %1 of %2 were kept, because this delivery was refused.")
                             .arg(sizeText(m_body.size()), sizeText(wholeBytes)));
    else if (!json)
        sentences.append(jsonErrorText(json.error(), m_body));
    m_notice->setText(sentences.join(u' '));
    m_notice->setVisible(!sentences.isEmpty());
}

void JsonBodyView::showText()
{
    m_text->setBytes(m_isTextWhole ? m_body : m_body.first(longestTextAtOnce));
    m_showAll->setVisible(!m_isTextWhole);
    m_showAll->setText(
        tr("The text shows the first %1. Show &all %2")
            .arg(QLocale().formattedDataSize(longestTextAtOnce, 0), QLocale().formattedDataSize(m_body.size(), 1)));
}

void JsonBodyView::showMode()
{
    const auto mode = m_mode->currentData().value<Mode>();
    const bool showsBytes = mode == Mode::Bytes;
    m_hexModel->setBytes(showsBytes ? m_body : QByteArray());
    m_bytes->resizeColumnsToContents();
    m_stack->setCurrentWidget(showsBytes ? static_cast<QWidget*>(m_bytes) : m_splitter);
    m_tree->setVisible(m_isJson && mode != Mode::Text);
    m_text->setVisible(!m_isJson || mode != Mode::Tree);
}

void JsonBodyView::copyAll() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_body));
}

} // namespace kaunt
