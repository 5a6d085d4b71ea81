// SPDX-License-Identifier: MIT
#include "core/simulator/sampleinvoice.h"

#include <QRandomGenerator>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

struct Item {
    QString code, description, unit;
    int lowestPrice; ///< in whole units of the currency
    int highestPrice;
    int largestQuantity;
    QString account, accountName;
    bool accrued = false;
    int vatPercent = 25;
};

struct Vendor {
    SampleParty party;
    QList<Item> items;
};

const QList<Vendor>& vendors()
{
    static const QList<Vendor> all{
        {{u"V-1001"_s, u"Havblik Kontorforsyning A/S"_s, u"DK28441907"_s, u"5790001330552"_s,
          u"faktura@havblik.example"_s, u"+45 70 10 20 30"_s, u"Strandvejen 114"_s, u"Aarhus C"_s, u"8000"_s, u"DK"_s},
         {{u"P-A4-80"_s, u"Kopipapir A4, 80 g, kasse"_s, u"box"_s, 149, 239, 12, u"3620"_s, u"Kontorartikler"_s},
          {u"T-410X"_s, u"Toner, sort"_s, u"pcs"_s, 690, 1250, 4, u"3620"_s, u"Kontorartikler"_s},
          {u"M-STOL"_s, u"Kontorstol, justerbar"_s, u"pcs"_s, 1890, 3490, 3, u"3640"_s, u"Småanskaffelser"_s},
          {u"FRAGT"_s, u"Fragt"_s, u"pcs"_s, 49, 195, 1, u"3660"_s, u"Fragt og porto"_s}}},
        {{u"V-1002"_s, u"Skysten Software AB"_s, u"SE556823194201"_s, u"7350012345678"_s, u"billing@skysten.example"_s,
          u"+46 8 123 45 67"_s, u"Drottninggatan 71"_s, u"Stockholm"_s, u"111 36"_s, u"SE"_s},
         {{u"SUB-ERP"_s, u"ERP subscription, 12 months"_s, u"licence"_s, 900, 4200, 25, u"3710"_s, u"Software"_s, true},
          {u"SUP-GOLD"_s, u"Support agreement, 12 months"_s, u"year"_s, 6000, 24000, 1, u"3710"_s, u"Software"_s, true},
          {u"CONS-H"_s, u"Consulting, per hour"_s, u"hour"_s, 950, 1450, 40, u"3730"_s, u"External consultants"_s}}},
        {{u"V-1003"_s, u"Nordvind Energi AS"_s, u"NO918273645MVA"_s, u"7080001234560"_s, u"kunde@nordvind.example"_s,
          u"+47 22 33 44 55"_s, u"Kirkegata 5"_s, u"Oslo"_s, u"0153"_s, u"NO"_s},
         {{u"EL-KWH"_s, u"Strøm, forbruk"_s, u"MWh"_s, 480, 1190, 60, u"3420"_s, u"Electricity"_s},
          {u"NETT"_s, u"Nettleie"_s, u"month"_s, 1500, 5200, 1, u"3420"_s, u"Electricity"_s},
          {u"AVG"_s, u"Offentlige avgifter"_s, u"pcs"_s, 120, 880, 1, u"3425"_s, u"Duties"_s, false, 0}}},
        {{u"V-1004"_s, u"Granlund & Sønner Ejendomme ApS"_s, u"DK31562240"_s, QString(), u"husleje@granlund.example"_s,
          u"+45 33 12 00 44"_s, u"Bredgade 20"_s, u"København K"_s, u"1260"_s, u"DK"_s},
         {{u"LEJE"_s, u"Husleje, kvartal"_s, u"quarter"_s, 42000, 96000, 1, u"3410"_s, u"Rent"_s, true},
          {u"VARME"_s, u"Varme a conto"_s, u"quarter"_s, 3200, 9800, 1, u"3430"_s, u"Heating"_s},
          {u"RENG"_s, u"Rengøring af fællesarealer"_s, u"month"_s, 900, 2600, 3, u"3450"_s, u"Cleaning"_s}}},
        {{u"V-1005"_s, u"Revontulet Logistiikka Oy"_s, u"FI24681357"_s, QString(), u"laskut@revontulet.example"_s,
          u"+358 9 876 543"_s, u"Satamakatu 12"_s, u"Turku"_s, u"20100"_s, u"FI"_s},
         {{u"FRT-PAL"_s, u"Freight, EUR pallet"_s, u"pallet"_s, 380, 940, 18, u"2310"_s, u"Freight inwards"_s},
          {u"FUEL"_s, u"Fuel surcharge"_s, u"pcs"_s, 90, 620, 1, u"2310"_s, u"Freight inwards"_s},
          {u"STOR"_s, u"Storage, per week"_s, u"week"_s, 260, 780, 6, u"3470"_s, u"External storage"_s}}},
    };
    return all;
}

struct CostCentre {
    QString id, name;
};

const QList<CostCentre>& costCentres()
{
    static const QList<CostCentre> all{{u"100"_s, u"Administration"_s},
                                       {u"210"_s, u"Production, Esbjerg"_s},
                                       {u"220"_s, u"Warehouse"_s},
                                       {u"300"_s, u"Sales"_s},
                                       {u"400"_s, u"IT"_s}};
    return all;
}

const SampleCompany& companyCalled(const QString& name)
{
    const auto& all = sampleCompanies();
    const auto found =
        std::find_if(all.begin(), all.end(), [&name](const auto& company) { return company.name == name; });
    return found == all.end() ? all.front() : *found;
}

SampleLine lineFor(const Item& item, QRandomGenerator& random)
{
    const qint64 price = random.bounded(item.lowestPrice, item.highestPrice + 1) * qint64(100);
    const qint64 fraction = random.bounded(4) * qint64(25);
    return {item.code,        item.description, item.unit,    random.bounded(item.largestQuantity) + 1,
            price + fraction, item.vatPercent,  item.account, item.accountName,
            item.accrued};
}

} // namespace

qint64 SampleLine::vatAmount() const
{
    return (amountExVat() * vatPercent + 50) / 100;
}

qint64 SampleInvoice::amountExVat() const
{
    return std::accumulate(lines.begin(), lines.end(), qint64(0),
                           [](qint64 sum, const SampleLine& line) { return sum + line.amountExVat(); });
}

qint64 SampleInvoice::vatAmount() const
{
    return std::accumulate(lines.begin(), lines.end(), qint64(0),
                           [](qint64 sum, const SampleLine& line) { return sum + line.vatAmount(); });
}

const QList<SampleCompany>& sampleCompanies()
{
    static const QString groupTenant = u"7c1d2f60-4a83-4c0e-9b57-2f6f0d1a9e34"_s;
    static const QString otherTenant = u"e05b8a1c-63d9-4f7a-8f21-90c4b7d35a18"_s;
    static const QList<SampleCompany> all{
        {u"nordlys"_s,
         groupTenant,
         {u"C-10"_s, u"Nordlys Belysning A/S"_s, u"DK19283746"_s, u"5790000111222"_s, QString(), QString(),
          u"Industrivej 8"_s, u"Vejle"_s, u"7100"_s, u"DK"_s},
         u"DKK"_s},
        {u"fjordfisk"_s,
         groupTenant,
         {u"C-20"_s, u"Fjordfisk AS"_s, u"NO987654321MVA"_s, u"7080000998877"_s, QString(), QString(), u"Bryggen 3"_s,
          u"Bergen"_s, u"5003"_s, u"NO"_s},
         u"NOK"_s},
        {u"birkelund"_s,
         otherTenant,
         {u"C-30"_s, u"Birkelund Byg ApS"_s, u"DK40506070"_s, QString(), QString(), QString(), u"Møllevangen 41"_s,
          u"Silkeborg"_s, u"8600"_s, u"DK"_s},
         u"DKK"_s},
        {u"sjoegren-maskin"_s,
         otherTenant,
         {u"C-40"_s, u"Sjögren Maskin AB"_s, u"SE559012345601"_s, u"7350098765432"_s, QString(), QString(),
          u"Verkstadsgatan 2"_s, u"Malmö"_s, u"211 20"_s, u"SE"_s},
         u"SEK"_s},
    };
    return all;
}

SampleInvoice sampleInvoice(const QString& companyName, quint32 seed)
{
    QRandomGenerator random(seed);
    const SampleCompany& company = companyCalled(companyName);
    const Vendor& vendor = vendors().at(random.bounded(static_cast<int>(vendors().size())));

    SampleInvoice invoice;
    invoice.number = QString::number(random.bounded(10'000, 99'999));
    invoice.currencyCode = company.currencyCode;
    invoice.invoiceDate = QDate(2026, 1, 5).addDays(random.bounded(120));
    invoice.dueDate = invoice.invoiceDate.addDays(random.bounded(2) == 0 ? 14 : 30);
    invoice.buyer = company.party;
    invoice.vendor = vendor.party;
    invoice.purchaseOrderNumber = u"PO-"_s + QString::number(random.bounded(4'000, 9'999));
    invoice.iban = u"DK50 0040 0440 1162 43"_s; // the example of ISO 13616
    const int centre = random.bounded(static_cast<int>(costCentres().size()));
    const int other = (centre + 1 + random.bounded(3)) % static_cast<int>(costCentres().size());
    invoice.costCentre = costCentres().at(centre).id;
    invoice.costCentreName = costCentres().at(centre).name;
    invoice.otherCostCentre = costCentres().at(other).id;
    invoice.otherCostCentreName = costCentres().at(other).name;
    const int lines = 2 + random.bounded(4);
    const int first = random.bounded(static_cast<int>(vendor.items.size()));
    for (int i = 0; i < lines; ++i)
        invoice.lines.append(lineFor(vendor.items.at((first + i) % vendor.items.size()), random));
    return invoice;
}

} // namespace kaunt
