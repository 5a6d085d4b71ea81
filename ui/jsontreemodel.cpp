// SPDX-License-Identifier: MIT
#include "ui/jsontreemodel.h"

#include "core/utf8text.h"
#include "core/webhook/jsonpath.h"
#include "core/webhook/payloadvalues.h"
#include "core/webhook/xmltree.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/jsonwording.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace kaunt {

namespace {

constexpr int rowsAtOnce = 256;
constexpr qsizetype longestTreeText = 300;

/// Where the name of the member stands whose value begins there: at its quote, as it is written.
qsizetype nameBegin(QByteArrayView json, qsizetype value)
{
    const auto isEscaped = [json](qsizetype quote) {
        qsizetype before = quote;
        while (before > 0 && json.at(before - 1) == '\\')
            --before;
        return (quote - before) % 2 == 1;
    };
    qsizetype quote = json.first(value).lastIndexOf('"'); // behind the name
    do
        quote = json.first(quote).lastIndexOf('"');
    while (isEscaped(quote));
    return quote;
}

} // namespace

struct JsonTreeModel::Node {
    const JsonValue* value = nullptr;
    const QString* key = nullptr; ///< of a member of an object
    Node* parent = nullptr;
    int row = 0;
    bool isDuplicate = false;
    bool isWrapper = false; ///< the root over a single scalar
    std::vector<std::unique_ptr<Node>> children;
    QHash<QStringView, int> keyCounts;

    [[nodiscard]] int total() const
    {
        if (isWrapper)
            return 1;
        if (!value)
            return 0;
        return static_cast<int>(value->isObject() ? value->members.size() : value->elements.size());
    }
    [[nodiscard]] const JsonValue* valueAt(int child) const
    {
        if (isWrapper)
            return value;
        const auto place = static_cast<size_t>(child);
        return value->isObject() ? &value->members[place].value : &value->elements[place];
    }
    /// The first child that does not end before this byte.
    [[nodiscard]] int childAtByte(qsizetype offset) const
    {
        int low = 0;
        int high = total();
        while (low < high) {
            const int middle = low + (high - low) / 2;
            const JsonValue* child = valueAt(middle);
            if (child->offset + child->length <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
    /// Of XML: from 1, among its siblings with the same key; 0 where it is the only one.
    [[nodiscard]] int placeAmongEqual() const
    {
        if (parent->keyCounts.value(*key) < 2)
            return 0;
        const auto& siblings = parent->value->members;
        return static_cast<int>(std::count_if(siblings.begin(), siblings.begin() + row + 1,
                                              [this](const JsonMember& one) { return one.key == *key; }));
    }
    void countKeys()
    {
        if (isWrapper || !value->isObject() || !keyCounts.isEmpty())
            return;
        for (const JsonMember& member : value->members)
            ++keyCounts[member.key];
    }
};

JsonTreeModel::JsonTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setJson(std::shared_ptr<const JsonValue> root, const QByteArray& source)
{
    setTree(std::move(root), source, false);
}

void JsonTreeModel::setXml(std::shared_ptr<const JsonValue> document, const QByteArray& source)
{
    setTree(std::move(document), source, true);
}

void JsonTreeModel::setTree(std::shared_ptr<const JsonValue> root, const QByteArray& source, bool isXml)
{
    beginResetModel();
    m_isXml = isXml;
    m_json = std::move(root);
    m_source = source;
    m_root = std::make_unique<Node>();
    m_root->value = m_json.get();
    m_root->isWrapper = !m_json->isObject() && !m_json->isArray();
    endResetModel();
}

void JsonTreeModel::clear()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_json.reset();
    m_source.clear();
    endResetModel();
}

QModelIndex JsonTreeModel::indexAtByte(qsizetype offset)
{
    Node* node = m_root.get();
    while (node->total() > 0) {
        const int row = node->childAtByte(offset);
        if (row == node->total())
            break;
        if (m_isXml && offset < node->valueAt(row)->offset)
            break; // the tag of the element itself, or the space in it
        if (static_cast<size_t>(row) >= node->children.size())
            makeRows(node, row + 1 - static_cast<int>(node->children.size()));
        node = node->children[static_cast<size_t>(row)].get();
        if (offset < node->value->offset)
            break; // the key, or the space before it
    }
    return indexOf(node);
}

JsonTreeModel::Node* JsonTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(const Node* node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, NameColumn, node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const
{
    return parent.column() <= 0 && nodeOf(parent)->total() > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return parent.column() <= 0 && rowCount(parent) < nodeOf(parent)->total();
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        makeRows(nodeOf(parent), rowsAtOnce);
}

void JsonTreeModel::makeRows(Node* node, int count)
{
    const int first = static_cast<int>(node->children.size());
    const int last = std::min(first + count, node->total()) - 1;
    node->countKeys();
    beginInsertRows(indexOf(node), first, last);
    for (int row = first; row <= last; ++row) {
        auto child = std::make_unique<Node>();
        child->value = node->valueAt(row);
        child->parent = node;
        child->row = row;
        if (!node->isWrapper && node->value->isObject()) {
            child->key = &node->value->members[static_cast<size_t>(row)].key;
            child->isDuplicate = !m_isXml && node->keyCounts.value(*child->key) > 1;
        }
        node->children.push_back(std::move(child));
    }
    endInsertRows();
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(node, index.column());
    case Qt::ToolTipRole:
        if (index.column() == NameColumn && node.isDuplicate)
            return tr("This key stands more than once in its object.");
        return node.value->isString() ? plainToolTip(shownValueText(node)) : QString();
    case trueTextRole:
        return index.column() == NameColumn ? (node.key ? *node.key : QString()) : trueValueText(node);
    case PathRole:
        return pathOf(node);
    case OffsetRole:
        return node.value->offset;
    case LengthRole:
        return node.value->length;
    case DuplicateRole:
        return node.isDuplicate;
    case filterTermRole:
        return filterTermOf(node);
    default:
        return {};
    }
}

QString JsonTreeModel::displayText(const Node& node, int column) const
{
    if (column == NameColumn) {
        if (!node.key)
            return node.parent->isWrapper ? QStringLiteral("$") : QStringLiteral("[%1]").arg(node.row);
        const QString name = elidedText(visibleText(*node.key), longestTreeText);
        return node.isDuplicate ? tr("%1 (duplicate)").arg(name) : name;
    }
    const JsonValue& value = *node.value;
    if (column == ValueColumn) {
        if (value.isObject())
            return QStringLiteral("{%1}").arg(value.members.size());
        if (value.isArray())
            return QStringLiteral("[%1]").arg(value.elements.size());
        return elidedText(visibleValue(elidedText(shownValueText(node), longestTreeText)), longestTreeText);
    }
    return m_isXml ? xmlPartText(xmlPart(*node.key)) : jsonTypeText(value.type);
}

QString JsonTreeModel::trueValueText(const Node& node) const
{
    const JsonValue& value = *node.value;
    if (value.isString())
        return value.text;
    return QString::fromUtf8(QByteArrayView(m_source).sliced(value.offset, value.length));
}

/// What was read as U+FFFD may have been half a surrogate pair.
QString JsonTreeModel::shownValueText(const Node& node) const
{
    const JsonValue& value = *node.value;
    if (!m_isXml && value.isString() && value.text.contains(QChar::ReplacementCharacter))
        return textWithHalves(QByteArrayView(m_source).sliced(value.offset, value.length));
    return trueValueText(node);
}

QString JsonTreeModel::xmlPathOf(const Node& node)
{
    QStringList steps;
    for (const Node* step = &node; step->parent; step = step->parent)
        steps.prepend(xmlPathStep(*step->key, step->placeAmongEqual()));
    return steps.join(QString());
}

QString JsonTreeModel::jsonPathOf(const Node& node)
{
    QStringList steps;
    for (const Node* step = &node; step->parent && !step->parent->isWrapper; step = step->parent)
        steps.prepend(step->key ? jsonPathStep(*step->key) : jsonPathStep(step->row));
    return u'$' + steps.join(QString());
}

/// Of what stands more than once a path has the last only, and not all of a long text is looked for.
bool JsonTreeModel::isFoundByPath(const Node& node) const
{
    bool isFound = m_isOfPayload && node.value->length < longestPayloadValue;
    for (const Node* step = &node; step && isFound; step = step->parent)
        isFound = !step->isDuplicate;
    return isFound;
}

/// Free text is as it stands in the source, which is what it is compared with.
QString JsonTreeModel::filterTermOf(const Node& node) const
{
    constexpr qsizetype shortestForItself = 3;
    const JsonValue& value = *node.value;
    if (value.isObject() || value.isArray())
        return {};
    if (m_isXml) // with its tags or its name, so that a short one says enough
        return textTerm(utf8Text(QByteArrayView(m_source).sliced(value.offset, value.length)));
    if (m_isOfEvent && node.key && node.parent == m_root.get() && value.isString()) {
        if (QString term = eventFieldTerm(*node.key, value.text); !term.isEmpty())
            return term;
    }
    if (isFoundByPath(node)) {
        const QString text = trueValueText(node);
        return payloadFieldTerm(pathOf(node), text.isNull() ? QStringLiteral("") : text);
    }
    const QByteArrayView source(m_source);
    if (value.isString() && value.length > shortestForItself + 1)
        return textTerm(utf8Text(source.sliced(value.offset + 1, value.length - 2)));
    const qsizetype begin = node.key ? nameBegin(source, value.offset) : value.offset;
    return textTerm(QString::fromUtf8(source.sliced(begin, value.offset + value.length - begin)));
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractItemModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    default:
        return tr("Type");
    }
}

} // namespace kaunt
