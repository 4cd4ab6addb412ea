<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>Clock</name>
    <message>
        <source>in court</source>
        <translation>程序中</translation>
    </message>
    <message>
        <source>no due date</source>
        <translation>无到期日</translation>
    </message>
    <message>
        <source>over {day}</source>
        <translation>已届满 {day}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>This is a fault of the program, not yours. What was not finished has not been saved; everything saved before is safe. You can go on working.</source>
        <translation>这是程序的错误，不是您操作的问题。没做完的没有保存，以前保存的都完好。可以继续工作。</translation>
    </message>
    <message>
        <source>A report without personal data was saved:
{path}</source>
        <translation>已保存一份不含个人信息的错误报告：
{path}</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停下……</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村组</translation>
    </message>
    <message>
        <source>Loan number</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Lent</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>Interest owed</source>
        <translation>欠息</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>五级</translation>
    </message>
    <message>
        <source>Limitation</source>
        <translation>诉讼时效</translation>
    </message>
    <message>
        <source>Proved</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>信贷员</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>proved</source>
        <translation>有凭据</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>未附凭据</translation>
    </message>
    <message>
        <source>only to {day}</source>
        <translation>仅证至 {day}</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>新台账中没有</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已结清</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已转出</translation>
    </message>
</context>
<context>
    <name>LedgerFilters</name>
    <message>
        <source>All villages</source>
        <translation>全部村</translation>
    </message>
    <message>
        <source>All officers</source>
        <translation>全部信贷员</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部五级</translation>
    </message>
    <message>
        <source>Name, pinyin, loan number, village</source>
        <translation>姓名、拼音、借据号、村</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>In the ledger</source>
        <translation>在台账中</translation>
    </message>
    <message>
        <source>Missing from it</source>
        <translation>新台账中没有</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已结清</translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>within {days} days</source>
        <translation>{days} 天内届满</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Run out</source>
        <translation>已届满</translation>
    </message>
    <message>
        <source>In court</source>
        <translation>程序中</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>无到期日</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Export to Excel…</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>No loans yet</source>
        <translation>还没有借款</translation>
    </message>
    <message>
        <source>Import the ledger that the core system exported: xlsx, xls or csv.</source>
        <translation>先导入核心系统导出的台账：xlsx、xls 或 csv 文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>Principal {amount}</source>
        <translation>本金合计 {amount}</translation>
    </message>
    <message>
        <source>Interest owed {amount}</source>
        <translation>欠息合计 {amount}</translation>
    </message>
    <message>
        <source>Selected: {sums}</source>
        <translation>选中 {sums}</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>台账</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s) written to {file}</source>
        <translation>
            <numerusform>%n 笔已写入 {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerPresenter</name>
    <message>
        <source>Reading the ledger</source>
        <translation>读取台账</translation>
    </message>
    <message>
        <source>Summing up the selection</source>
        <translation>合计选中的行</translation>
    </message>
    <message>
        <source>Exporting to Excel</source>
        <translation>导出 Excel</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Too many rows to copy: export them instead</source>
        <translation>行数太多，请用导出</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) selected</source>
        <translation>
            <numerusform>选中 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export to Excel…</source>
        <translation>导出 Excel</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Qingshou</source>
        <translation>清收通</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>检查数据库</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Light / dark</source>
        <translation>浅色 / 深色</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>Check the database</source>
        <translation>检查数据库</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Name, pinyin, last 4 of ID, loan number, or scan a slip</source>
        <translation>姓名、拼音、证件后四位、借据号，或扫描回执条码</translation>
    </message>
</context>
<context>
    <name>SearchHits</name>
    <message>
        <source>Debtor</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>comparing</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>looking through the debtors</source>
        <translation>逐户查看</translation>
    </message>
    <message>
        <source>storing</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>laying out</source>
        <translation>排版</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>computing clocks</source>
        <translation>计算时效</translation>
    </message>
    <message>
        <source>comparing notices</source>
        <translation>核对通知书</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>No ledger imported yet</source>
        <translation>还没有导入台账</translation>
    </message>
    <message numerus="yes">
        <source>Ledger of {day} (%n day(s) ago)</source>
        <translation>
            <numerusform>台账日期 {day}（%n 天前）</numerusform>
        </translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last backup {day} {time}</source>
        <translation>上次备份 {day} {time}</translation>
    </message>
    <message>
        <source>Journal not checked today</source>
        <translation>记录链未检查</translation>
    </message>
    <message>
        <source>Journal whole</source>
        <translation>记录链完整</translation>
    </message>
    <message>
        <source>Journal damaged</source>
        <translation>记录链受损</translation>
    </message>
</context>
</TS>
