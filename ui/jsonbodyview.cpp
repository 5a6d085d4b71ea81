// SPDX-License-Identifier: MIT
#include "ui/jsonbodyview.h"

#include "core/utf8text.h"
#include "core/whenanswered.h"
#include "ui/bodywording.h"
#include "ui/copyabletable.h"
#include "ui/fieldsmodel.h"
#include "ui/filterterms.h"
#include "ui/findbar.h"
#include "ui/hexmodel.h"
#include "ui/hexsearch.h"
#include "ui/jsontreemodel.h"
#include "ui/jsontreeview.h"
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
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kaunt {

namespace {

/// What is read while the user waits: a millisecond or two.
constexpr qsizetype longestReadAtOnce = qsizetype{64} * 1'024;
constexpr qsizetype longestFormattedAtOnce = 4 * longestReadAtOnce;

bool isQuicklyRead(const QByteArray& body, const HeaderList& headers)
{
    const bool isPacked = body.startsWith("\x1f\x8b") || !headerValues(headers, "content-encoding").isEmpty();
    return body.size() <= longestReadAtOnce && !isPacked;
}

RawTextView::Escapes escapesOf(const ReadBody& read)
{
    if (read.json)
        return RawTextView::Escapes::Json;
    return read.content.form == BodyContent::Form::FormData ? RawTextView::Escapes::Form : RawTextView::Escapes::None;
}

QList<Field> fieldsOf(const QList<FormField>& source)
{
    QList<Field> fields;
    for (const FormField& field : source)
        fields.append({field.name, field.value, {}, textTerm(field.value)});
    return fields;
}

} // namespace

JsonBodyView::JsonBodyView(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_treeModel(new JsonTreeModel(this))
    , m_fieldsModel(new FieldsModel(this))
    , m_hexModel(new HexModel(this))
    , m_tree(new JsonTreeView(*m_treeModel))
    , m_text(new RawTextView)
    , m_fields(new CopyableTable(QStringLiteral("bodyFields"), tr("Fields of %1").arg(name)))
    , m_bytes(new CopyableTable(QStringLiteral("bodyBytes"), tr("Bytes of %1").arg(name)))
    , m_hexSearch(new HexSearch(*m_hexModel, *m_bytes, this))
    , m_find(new FindBar(*m_text))
    , m_mode(new QComboBox)
    , m_notice(new QLabel)
    , m_splitter(new QSplitter)
    , m_stack(new QStackedWidget)
{
    buildViews(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(buildBar());
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    connectViews();
    setBody({});
    m_notice->hide();
}

void JsonBodyView::buildViews(const QString& name)
{
    m_tree->setObjectName(QStringLiteral("bodyTree"));
    m_tree->setAccessibleName(tr("Tree of %1").arg(name));
    m_text->setObjectName(QStringLiteral("bodyText"));
    m_text->setAccessibleName(tr("Text of %1").arg(name));
    m_fields->setTableModel(m_fieldsModel);
    m_fields->horizontalHeader()->setStretchLastSection(true);
    m_bytes->setTableModel(m_hexModel);
    m_bytes->horizontalHeader()->setStretchLastSection(true);
    m_notice->setObjectName(QStringLiteral("bodyNotice"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_splitter->setObjectName(QStringLiteral("bodySplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_fields);
    m_splitter->addWidget(m_text);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_bytes);
}

QWidget* JsonBodyView::buildBar()
{
    m_mode->setObjectName(QStringLiteral("bodyMode"));
    m_mode->setAccessibleName(tr("How the body is shown"));
    m_mode->addItem(tr("Tree and text"), QVariant::fromValue(Mode::TreeAndText));
    m_mode->addItem(tr("Tree"), QVariant::fromValue(Mode::Tree));
    m_mode->addItem(tr("Text"), QVariant::fromValue(Mode::Text));
    m_mode->addItem(tr("Formatted"), QVariant::fromValue(Mode::Formatted));
    m_mode->addItem(tr("Bytes"), QVariant::fromValue(Mode::Bytes));
    auto* copy = new QPushButton(tr("C&opy"));
    copy->setObjectName(QStringLiteral("copyMenu"));
    addCopyActions(copy);

    auto* bar = new QWidget;
    m_bar = new QHBoxLayout(bar);
    m_bar->setContentsMargins({});
    m_bar->addWidget(m_mode);
    m_bar->addWidget(copy);
    m_bar->addWidget(m_find, 1);
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
    auto* formatted = menu->addAction(tr("&Formatted"), this, &JsonBodyView::copyFormatted);
    formatted->setObjectName(QStringLiteral("copyFormatted"));
    connect(menu, &QMenu::aboutToShow, this, [this, value, path, formatted] {
        formatted->setEnabled(json());
        const bool hasValue = hasTree() && m_tree->currentIndex().isValid();
        value->setEnabled(hasValue);
        path->setEnabled(hasValue);
    });
    button->setMenu(menu);
}

void JsonBodyView::connectViews()
{
    connect(m_mode, &QComboBox::currentIndexChanged, this, &JsonBodyView::showMode);
    connect(m_mode, &QComboBox::activated, this, [this] { m_modeBefore.reset(); });
    connect(m_tree, &JsonTreeView::bytesChosen, this, &JsonBodyView::selectInText);
    connect(m_text, &RawTextView::byteChosen, this, &JsonBodyView::goToInTree);
    connect(m_text, &RawTextView::hitShown, this, &JsonBodyView::goToInTree);
}

void JsonBodyView::offerColumns()
{
    m_tree->offerColumns();
    m_treeModel->setOfPayload();
    connect(m_tree, &JsonTreeView::columnWanted, this, &JsonBodyView::columnWanted);
}

void JsonBodyView::setMode(Mode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(QVariant::fromValue(mode)));
}

void JsonBodyView::addToBar(QWidget* button)
{
    const int place = m_bar->indexOf(m_find);
    m_bar->insertWidget(place, button);
    QWidget::setTabOrder(m_bar->itemAt(place - 1)->widget(), button);
}

void JsonBodyView::setOfEvent(bool isOfEvent)
{
    m_treeModel->setOfEvent(isOfEvent);
}

void JsonBodyView::setBody(const QByteArray& body, qint64 wholeBytes, const HeaderList& headers)
{
    m_body = body;
    m_wholeBytes = wholeBytes;
    ++m_reading;
    if (isQuicklyRead(body, headers)) {
        takeRead(readBody(body, headers));
        return;
    }
    m_read.reset();
    m_formatted.reset();
    m_treeModel->clear();
    m_fieldsModel->setRows({});
    m_text->setText({});
    m_isTextFormatted = false;
    showNotice(tr("%1 are being read …").arg(sizeText(body.size())));
    showMode();
    whenAnswered(this, readBodyAside(body, headers),
                 [this, reading = m_reading](const std::shared_ptr<const ReadBody>& read) {
                     if (reading == m_reading)
                         takeRead(read);
                 });
}

void JsonBodyView::takeRead(std::shared_ptr<const ReadBody> read)
{
    m_read = std::move(read);
    m_formatted.reset();
    m_isTextFormatted = false;
    if (m_read->json)
        m_treeModel->setJson({m_read, m_read->json.get()}, m_read->content.bytes);
    else if (m_read->xml)
        m_treeModel->setXml({m_read, m_read->xml.get()}, m_read->content.bytes);
    else
        m_treeModel->clear();
    m_tree->settle();
    m_fieldsModel->setRows(fieldsOf(m_read->content.fields));
    m_text->setText(m_read->text, escapesOf(*m_read));
    chooseMode();
    showMode();
    Q_EMIT bodyRead();
}

const JsonValue* JsonBodyView::json() const
{
    return m_read ? m_read->json.get() : nullptr;
}

void JsonBodyView::showValue(const JsonValue& value)
{
    if (mode() == Mode::Bytes)
        setMode(Mode::TreeAndText);
    m_tree->selectValue(value.offset, value.length);
    selectInText(value.offset, value.length);
}

bool JsonBodyView::hasTree() const
{
    return m_read && (m_read->json || m_read->xml);
}

bool JsonBodyView::isTextInSight() const
{
    const bool isAlone = !hasTree() && m_fieldsModel->rowCount() == 0;
    return mode() != Mode::Bytes && (mode() != Mode::Tree || isAlone);
}

void JsonBodyView::showNotice(const QString& text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void JsonBodyView::chooseMode()
{
    const bool isBinary = m_read->content.form == BodyContent::Form::Binary;
    if (isBinary && mode() != Mode::Bytes) {
        m_modeBefore = mode();
        setMode(Mode::Bytes);
    } else if (!isBinary && m_modeBefore) {
        setMode(*m_modeBefore);
        m_modeBefore.reset();
    }
}

void JsonBodyView::showMode()
{
    const bool showsBytes = mode() == Mode::Bytes;
    showText();
    m_hexModel->setBytes(showsBytes ? m_body : QByteArray());
    m_bytes->resizeColumnsToContents();
    m_stack->setCurrentWidget(showsBytes ? static_cast<QWidget*>(m_bytes) : m_splitter);
    const bool hasFields = m_fieldsModel->rowCount() > 0;
    const bool showsTextAlone = mode() == Mode::Text || mode() == Mode::Formatted;
    m_tree->setVisible(hasTree() && !showsTextAlone);
    m_fields->setVisible(hasFields && !showsTextAlone);
    m_text->setVisible(isTextInSight());
    m_find->setTarget(showsBytes ? static_cast<FindTarget&>(*m_hexSearch) : *m_text);
}

void JsonBodyView::format()
{
    if (m_read->content.bytes.size() <= longestReadAtOnce)
        m_formatted = formatBody(*m_read, longestFormattedAtOnce);
    if (m_formatted || m_formatting == m_reading)
        return;
    m_formatting = m_reading;
    whenAnswered(this, formatBodyAside(m_read),
                 [this, reading = m_reading](const std::shared_ptr<const FormattedBody>& formatted) {
                     if (reading != m_reading)
                         return;
                     m_formatted = formatted;
                     if (mode() == Mode::Formatted) // else nothing changes, and what is chosen in the bytes stays
                         showMode();
                 });
}

JsonBodyView::Mode JsonBodyView::mode() const
{
    return m_mode->currentData().value<Mode>();
}

/// With what the user was at selected.
void JsonBodyView::showText()
{
    if (!m_read)
        return;
    const bool wantsFormatted = json() && mode() == Mode::Formatted;
    if (wantsFormatted && !m_formatted)
        format();
    const FormattedBody* formatted = wantsFormatted ? m_formatted.get() : nullptr;
    showNotice(
        bodyNotice(*m_read, m_body, m_wholeBytes, formatted, isTextInSight() ? TextInSight::Yes : TextInSight::No));
    if (!json())
        return;
    const bool isFormatted = formatted && !formatted->json.isNone();
    if (isFormatted == m_isTextFormatted)
        return;
    m_isTextFormatted = isFormatted;
    m_text->setText(isFormatted ? formatted->text : m_read->text, escapesOf(*m_read));
    if (const QModelIndex current = m_tree->currentIndex(); current.isValid())
        selectInText(current.data(JsonTreeModel::OffsetRole).value<qsizetype>(),
                     current.data(JsonTreeModel::LengthRole).value<qsizetype>());
}

void JsonBodyView::selectInText(qsizetype offset, qsizetype length)
{
    if (!m_isTextFormatted) {
        m_text->selectBytes(offset, length);
        return;
    }
    const qsizetype begin = m_formatted->json.placeOfSource(offset);
    m_text->selectBytes(begin, m_formatted->json.placeOfSource(offset + length - 1) + 1 - begin);
}

void JsonBodyView::goToInTree(qsizetype byteOfText)
{
    if (hasTree())
        m_tree->selectByte(m_isTextFormatted ? m_formatted->json.sourceOfPlace(byteOfText) : byteOfText);
}

void JsonBodyView::copyFormatted() const
{
    constexpr qsizetype mostBytes = qsizetype{64} << 20;
    if (!json())
        return;
    const FormattedJson formatted(m_read->content.bytes, *json(), mostBytes);
    const QByteArray& copied = formatted.isNone() ? m_read->content.bytes : formatted.bytes();
    QGuiApplication::clipboard()->setText(utf8Text(copied));
}

void JsonBodyView::copyAll() const
{
    QString shown;
    if (mode() == Mode::Bytes) // which need not be text
        shown = m_hexModel->digits();
    else
        shown = utf8Text(m_read ? m_read->content.bytes : m_body);
    QGuiApplication::clipboard()->setText(shown);
}

} // namespace kaunt
