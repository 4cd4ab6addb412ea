<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AdoptDialog</name>
    <message numerus="yes">
        <source>%n row(s) of “{file}” change the rules; every clock is computed again.</source>
        <translation>
            <numerusform>%n row of “{file}” change the rules; every clock is computed again.</numerusform>
            <numerusform>%n rows of “{file}” change the rules; every clock is computed again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementsPage</name>
    <message numerus="yes">
        <source>%n agreement(s)</source>
        <translation>
            <numerusform>%n agreement</numerusform>
            <numerusform>%n agreements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>%n promise</numerusform>
            <numerusform>%n promises</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AgreementsTab</name>
    <message numerus="yes">
        <source>%n agreement(s)</source>
        <translation>
            <numerusform>%n agreement</numerusform>
            <numerusform>%n agreements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>%n promise</numerusform>
            <numerusform>%n promises</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good</source>
        <translation>
            <numerusform>%n good</numerusform>
            <numerusform>%n good</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reason(s)</source>
        <translation>
            <numerusform>%n reason</numerusform>
            <numerusform>%n reasons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Issue %n paper(s)</source>
        <translation>
            <numerusform>Issue %n paper</numerusform>
            <numerusform>Issue %n papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BranchActs</name>
    <message numerus="yes">
        <source>%n branch(es) are in the list now</source>
        <translation>
            <numerusform>%n branch(es) are in the list now</numerusform>
            <numerusform>%n branch(es) are in the list now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n PC(s) confirmed. Take in again what was refused.</source>
        <translation>
            <numerusform>%n PC confirmed. Take in again what was refused.</numerusform>
            <numerusform>%n PCs confirmed. Take in again what was refused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BranchInFullPage</name>
    <message numerus="yes">
        <source>%n thing(s) to decide…</source>
        <translation>
            <numerusform>%n thing to decide…</numerusform>
            <numerusform>%n things to decide…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last package no. {number}, {when}, %n day(s) ago</source>
        <translation>
            <numerusform>Last package no. {number}, {when}, %n day ago</numerusform>
            <numerusform>Last package no. {number}, {when}, %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n PC(s) wait to be confirmed</source>
        <translation>
            <numerusform>%n PC wait to be confirmed</numerusform>
            <numerusform>%n PCs wait to be confirmed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BranchesPage</name>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n branch(es)</numerusform>
            <numerusform>%n branch(es)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message numerus="yes">
        <source>%n loan(s)      principal {difference}</source>
        <translation>
            <numerusform>%n loan      principal {difference}</numerusform>
            <numerusform>%n loans      principal {difference}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckNotices</name>
    <message numerus="yes">
        <source>Preview %n notice(s)</source>
        <translation>
            <numerusform>Preview %n notice</numerusform>
            <numerusform>Preview %n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n debtor(s)</source>
        <translation>
            <numerusform>%n debtor</numerusform>
            <numerusform>%n debtors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to print</source>
        <translation>
            <numerusform>%n to print</numerusform>
            <numerusform>%n to print</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not to print</source>
        <translation>
            <numerusform>%n not to print</numerusform>
            <numerusform>%n not to print</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message numerus="yes">
        <source>%n column(s) may mean something else than shown.</source>
        <translation>
            <numerusform>%n column may mean something else than shown.</numerusform>
            <numerusform>%n columns may mean something else than shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChooseNotices</name>
    <message numerus="yes">
        <source>Check %n notice(s)</source>
        <translation>
            <numerusform>Check %n notice</numerusform>
            <numerusform>Check %n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n debtor(s) shown</source>
        <translation>
            <numerusform>%n debtor shown</numerusform>
            <numerusform>%n debtors shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChooseStep</name>
    <message numerus="yes">
        <source>%n import(s); Enter shows what one changed</source>
        <translation>
            <numerusform>%n import; Enter shows what one changed</numerusform>
            <numerusform>%n imports; Enter shows what one changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClockCalendar</name>
    <message numerus="yes">
        <source>{first} to {last}: %n claim(s), principal {amount}</source>
        <translation>
            <numerusform>{first} to {last}: %n claim, principal {amount}</numerusform>
            <numerusform>{first} to {last}: %n claims, principal {amount}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposeDialog</name>
    <message numerus="yes">
        <source>%n instalment(s), {total} in all</source>
        <translation>
            <numerusform>%n instalment, {total} in all</numerusform>
            <numerusform>%n instalments, {total} in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmPrinted</name>
    <message numerus="yes">
        <source>%n batch(es) to confirm</source>
        <translation>
            <numerusform>%n batch to confirm</numerusform>
            <numerusform>%n batches to confirm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand %n to the servers</source>
        <translation>
            <numerusform>Hand %n to the servers</numerusform>
            <numerusform>Hand %n to the servers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactsTab</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n related</source>
        <translation>
            <numerusform>%n related</numerusform>
            <numerusform>%n related</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayLists</name>
    <message numerus="yes">
        <source>%n notice(s) to serve</source>
        <translation>
            <numerusform>%n notice to serve</numerusform>
            <numerusform>%n notices to serve</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recorded</source>
        <translation>
            <numerusform>%n recorded</numerusform>
            <numerusform>%n recorded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n served</source>
        <translation>
            <numerusform>%n served</numerusform>
            <numerusform>%n served</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without evidence</source>
        <translation>
            <numerusform>%n without evidence</numerusform>
            <numerusform>%n without evidence</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecidePage</name>
    <message numerus="yes">
        <source>%n thing(s) to decide</source>
        <translation>
            <numerusform>%n thing to decide</numerusform>
            <numerusform>%n things to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DerivationDialog</name>
    <message numerus="yes">
        <source>%n page(s) printed</source>
        <translation>
            <numerusform>%n page printed</numerusform>
            <numerusform>%n pages printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Differing</name>
    <message numerus="yes">
        <source>The ledger tells %n otherwise…</source>
        <translation>
            <numerusform>The ledger tells %n otherwise…</numerusform>
            <numerusform>The ledger tells %n otherwise…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventsTab</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceLine</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message numerus="yes">
        <source>%n photo(s) found no room; they go with a later package.</source>
        <translation>
            <numerusform>%n photo found no room; they go with a later package.</numerusform>
            <numerusform>%n photos found no room; they go with a later package.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExpiredCard</name>
    <message numerus="yes">
        <source>%n loan(s)  principal {amount}</source>
        <translation>
            <numerusform>%n loan  principal {amount}</numerusform>
            <numerusform>%n loans  principal {amount}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{file}: %n loan(s)</source>
        <translation>
            <numerusform>{file}: %n loan</numerusform>
            <numerusform>{file}: %n loans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportedDialog</name>
    <message numerus="yes">
        <source>Ledger of {day}: %n branch(es), {loans} loans, {balance}</source>
        <translation>
            <numerusform>Ledger of {day}: %n branch(es), {loans} loans, {balance}</numerusform>
            <numerusform>Ledger of {day}: %n branch(es), {loans} loans, {balance}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held entry(s) go on</source>
        <translation>
            <numerusform>%n held entry go on</numerusform>
            <numerusform>%n held entrys go on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es) have no row in it and keep what they have: {named}</source>
        <translation>
            <numerusform>%n branch(es) have no row in it and keep what they have: {named}</numerusform>
            <numerusform>%n branch(es) have no row in it and keep what they have: {named}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InterestCard</name>
    <message numerus="yes">
        <source>{principal} × %n day(s) × {rate} per 10,000 a day</source>
        <translation>
            <numerusform>{principal} × %n day × {rate} per 10,000 a day</numerusform>
            <numerusform>{principal} × %n days × {rate} per 10,000 a day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IssuedList</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not confirmed as printed</source>
        <translation>
            <numerusform>%n not confirmed as printed</numerusform>
            <numerusform>%n not confirmed as printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message numerus="yes">
        <source>%n row(s) selected</source>
        <translation>
            <numerusform>%n row selected</numerusform>
            <numerusform>%n rows selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoansTab</name>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MappingTable</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not certain</source>
        <translation>
            <numerusform>%n not certain</numerusform>
            <numerusform>%n not certain</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s)</source>
        <translation>
            <numerusform>%n sheet</numerusform>
            <numerusform>%n sheets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingTab</name>
    <message numerus="yes">
        <source>%n loan(s) to find out about      principal {amount}</source>
        <translation>
            <numerusform>%n loan to find out about      principal {amount}</numerusform>
            <numerusform>%n loans to find out about      principal {amount}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message numerus="yes">
        <source>%n notice(s) not confirmed or handed out</source>
        <translation>
            <numerusform>%n notice not confirmed or handed out</numerusform>
            <numerusform>%n notices not confirmed or handed out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message numerus="yes">
        <source>{kinds}: %n paper(s)</source>
        <translation>
            <numerusform>{kinds}: %n paper</numerusform>
            <numerusform>{kinds}: %n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{file}, %n page(s)</source>
        <translation>
            <numerusform>{file}, %n page</numerusform>
            <numerusform>{file}, %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) sent</source>
        <translation>
            <numerusform>%n page sent</numerusform>
            <numerusform>%n pages sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped; %n paper(s) left, printed next</source>
        <translation>
            <numerusform>stopped; %n paper left, printed next</numerusform>
            <numerusform>stopped; %n papers left, printed next</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnPage</name>
    <message numerus="yes">
        <source>New keys {digits} are announced; %n PC(s) do not know them yet: {branches}</source>
        <translation>
            <numerusform>New keys {digits} are announced; %n PC do not know them yet: {branches}</numerusform>
            <numerusform>New keys {digits} are announced; %n PCs do not know them yet: {branches}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackageTable</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n package</numerusform>
            <numerusform>%n packages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message numerus="yes">
        <source>Issue %n paper(s)</source>
        <translation>
            <numerusform>Issue %n paper</numerusform>
            <numerusform>Issue %n papers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersTab</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n paper</numerusform>
            <numerusform>%n papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delivery record(s)</source>
        <translation>
            <numerusform>%n delivery record</numerusform>
            <numerusform>%n delivery records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaymentForm</name>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message numerus="yes">
        <source>for %n loan(s)</source>
        <translation>
            <numerusform>for %n loan</numerusform>
            <numerusform>for %n loans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more under People</source>
        <translation>
            <numerusform>%n more under People</numerusform>
            <numerusform>%n more under People</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n act</numerusform>
            <numerusform>%n acts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Names as the ledger gives them; %n guarantor(s)</source>
        <translation>
            <numerusform>Names as the ledger gives them; %n guarantor</numerusform>
            <numerusform>Names as the ledger gives them; %n guarantors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewNotices</name>
    <message numerus="yes">
        <source>Go on to print %n notice(s)</source>
        <translation>
            <numerusform>Go on to print %n notice</numerusform>
            <numerusform>Go on to print %n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>%n notice</numerusform>
            <numerusform>%n notices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintNotices</name>
    <message numerus="yes">
        <source>Issue %n notice(s)</source>
        <translation>
            <numerusform>Issue %n notice</numerusform>
            <numerusform>Issue %n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) to issue</source>
        <translation>
            <numerusform>%n notice to issue</numerusform>
            <numerusform>%n notices to issue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{file}, %n page(s)</source>
        <translation>
            <numerusform>{file}, %n page</numerusform>
            <numerusform>{file}, %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) sent, up to {last}</source>
        <translation>
            <numerusform>%n notice sent, up to {last}</numerusform>
            <numerusform>%n notices sent, up to {last}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped after {last}; %n notice(s) left, printed next</source>
        <translation>
            <numerusform>stopped after {last}; %n notice left, printed next</numerusform>
            <numerusform>stopped after {last}; %n notices left, printed next</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) left out: {reasons}</source>
        <translation>
            <numerusform>%n notice left out: {reasons}</numerusform>
            <numerusform>%n notices left out: {reasons}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsTable</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refused</source>
        <translation>
            <numerusform>%n row refused</numerusform>
            <numerusform>%n rows refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReliefPage</name>
    <message numerus="yes">
        <source>%n relief(s)</source>
        <translation>
            <numerusform>%n relief</numerusform>
            <numerusform>%n reliefs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be paid</source>
        <translation>
            <numerusform>%n to be paid</numerusform>
            <numerusform>%n to be paid</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReprintDialog</name>
    <message numerus="yes">
        <source>{place}, %n page(s), marked as a reprint</source>
        <translation>
            <numerusform>{place}, %n page, marked as a reprint</numerusform>
            <numerusform>{place}, %n pages, marked as a reprint</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReturnsPage</name>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n branch(es)</numerusform>
            <numerusform>%n branch(es)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s)</source>
        <translation>
            <numerusform>%n wait</numerusform>
            <numerusform>%n waits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Returns for %n branch(es), all onto one stick</source>
        <translation>
            <numerusform>Returns for %n branch(es), all onto one stick</numerusform>
            <numerusform>Returns for %n branch(es), all onto one stick</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) that were written, as they are</source>
        <translation>
            <numerusform>%n return that were written, as they are</numerusform>
            <numerusform>%n returns that were written, as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) written, but not on the stick</source>
        <translation>
            <numerusform>%n return written, but not on the stick</numerusform>
            <numerusform>%n returns written, but not on the stick</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) written</source>
        <translation>
            <numerusform>%n return written</numerusform>
            <numerusform>%n returns written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message numerus="yes">
        <source>%n row(s) adopted</source>
        <translation>
            <numerusform>%n row adopted</numerusform>
            <numerusform>%n rows adopted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored clock(s) changed</source>
        <translation>
            <numerusform>%n stored clock changed</numerusform>
            <numerusform>%n stored clocks changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uncertain</source>
        <translation>
            <numerusform>%n uncertain</numerusform>
            <numerusform>%n uncertain</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPane</name>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>Next try in %n second</numerusform>
            <numerusform>Next try in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlipActs</name>
    <message numerus="yes">
        <source>Slip {serial}: %n page(s) sent</source>
        <translation>
            <numerusform>Slip {serial}: %n page sent</numerusform>
            <numerusform>Slip {serial}: %n pages sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlipCard</name>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n loan</numerusform>
            <numerusform>%n loans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>tried %n time(s)</source>
        <translation>
            <numerusform>tried %n time</numerusform>
            <numerusform>tried %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlipsDialog</name>
    <message numerus="yes">
        <source>%n slip(s)</source>
        <translation>
            <numerusform>%n slip</numerusform>
            <numerusform>%n slips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>Ledger of {day} (%n day(s) ago)</source>
        <translation>
            <numerusform>Ledger of {day} (%n day ago)</numerusform>
            <numerusform>Ledger of {day} (%n days ago)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last exchange %n day(s) ago</source>
        <translation>
            <numerusform>Last exchange %n day ago</numerusform>
            <numerusform>Last exchange %n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SumsCard</name>
    <message numerus="yes">
        <source>Ledger of {day}, %n day(s) old</source>
        <translation>
            <numerusform>Ledger of {day}, %n day old</numerusform>
            <numerusform>Ledger of {day}, %n days old</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplatesView</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n template</numerusform>
            <numerusform>%n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adopted, but %n place(s) of the PDF&apos;s wording differ</source>
        <translation>
            <numerusform>Adopted, but %n place of the PDF&apos;s wording differs</numerusform>
            <numerusform>Adopted, but %n places of the PDF&apos;s wording differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineTab</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message numerus="yes">
        <source>%n agree in all</source>
        <translation>
            <numerusform>%n agrees in all</numerusform>
            <numerusform>%n agree in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message numerus="yes">
        <source>%n user(s) may sign in</source>
        <translation>
            <numerusform>%n user may sign in</numerusform>
            <numerusform>%n users may sign in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message numerus="yes">
        <source>%n day(s) left: serve a notice and have it signed by {day}.</source>
        <translation>
            <numerusform>%n day left: serve a notice and have it signed by {day}.</numerusform>
            <numerusform>%n days left: serve a notice and have it signed by {day}.</numerusform>
        </translation>
    </message>
</context>
</TS>
