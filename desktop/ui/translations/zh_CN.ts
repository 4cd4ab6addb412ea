<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActDialog</name>
    <message>
        <source>Record an act towards the guarantor</source>
        <translation>登记对保证人的行为</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>leave blank while it lasts</source>
        <translation>未终结的空着</translation>
    </message>
    <message>
        <source>number of the paper: receipt, case, agreement</source>
        <translation>收据、案号、协议等的编号</translation>
    </message>
    <message>
        <source>{guarantor}, loan {loan_no}</source>
        <translation>{guarantor}，借据 {loan_no}</translation>
    </message>
    <message>
        <source>Only what was done inside the guarantee period preserves it; each guarantor stands alone, and without evidence it counts as claimed, not as proved.</source>
        <translation>只有在保证期间内做的才能保住权利；每个保证人各算各的；没有凭据的只算已主张，不算有证据。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>终结日期</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
</context>
<context>
    <name>ActEffectCard</name>
    <message>
        <source>After recording</source>
        <translation>登记后</translation>
    </message>
    <message>
        <source>Say what was done and when: what it does shows here</source>
        <translation>填写做了什么、哪一天，这里显示对保证的影响</translation>
    </message>
    <message>
        <source>After recording: nothing changes</source>
        <translation>登记后：没有变化</translation>
    </message>
</context>
<context>
    <name>AddDialog</name>
    <message>
        <source>Add a user</source>
        <translation>新增用户</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>The new user types his own password. An accountant signs.</source>
        <translation>由新用户本人输入密码，委派会计复核。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
</context>
<context>
    <name>AdoptDialog</name>
    <message>
        <source>What will change</source>
        <translation>将有的变动</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>采用</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “{file}” change the rules; every clock is computed again.</source>
        <translation>
            <numerusform>“{file}”有 %n 行改动规则；采用后全部时效重新计算。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Agreements</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Next on</source>
        <translation>下期日期</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>期次</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺金额</translation>
    </message>
    <message>
        <source>By</source>
        <translation>最迟日期</translation>
    </message>
    <message>
        <source>Promised by</source>
        <translation>承诺人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>AgreementsPage</name>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Signing interrupts limitation; a broken plan falls due when a notice arrives</source>
        <translation>签订即中断时效；违约的计划自通知到达时全部到期</translation>
    </message>
    <message>
        <source>Debtor: name, pinyin or loan number</source>
        <translation>借款人：姓名、拼音或借据号</translation>
    </message>
    <message>
        <source>Promises to pay</source>
        <translation>还款承诺</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Signed…</source>
        <translation>登记签订…</translation>
    </message>
    <message>
        <source>New version…</source>
        <translation>新版本…</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>宣布提前到期</translation>
    </message>
    <message>
        <source>Notice arrived…</source>
        <translation>登记通知到达…</translation>
    </message>
    <message>
        <source>Attach evidence…</source>
        <translation>补充凭据…</translation>
    </message>
    <message>
        <source>Withdraw promise…</source>
        <translation>撤销承诺…</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>打开户档案</translation>
    </message>
    <message>
        <source>A credit officer drafts agreements</source>
        <translation>还款协议由信贷员拟定</translation>
    </message>
    <message numerus="yes">
        <source>%n agreement(s)</source>
        <translation>
            <numerusform>共 %n 份协议</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>共 %n 项承诺</numerusform>
        </translation>
    </message>
    <message>
        <source>{paid} paid, {left} left</source>
        <translation>已还 {paid}，剩余 {left}</translation>
    </message>
    <message>
        <source>signed on {day}</source>
        <translation>{day} 签订</translation>
    </message>
    <message>
        <source>not signed, not bound: {names}</source>
        <translation>未签名、不受约束：{names}</translation>
    </message>
    <message>
        <source>may be called in after {n} missed</source>
        <translation>连续 {n} 期未足额可宣布提前到期</translation>
    </message>
    <message>
        <source>all due since {day}</source>
        <translation>自 {day} 起全部到期</translation>
    </message>
    <message>
        <source>the relief has lapsed</source>
        <translation>减免已失效</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>AgreementsPresenter</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Withdraw a promise</source>
        <translation>撤销承诺</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>正在计算</translation>
    </message>
</context>
<context>
    <name>AgreementsTab</name>
    <message>
        <source>Agreements, every version</source>
        <translation>还款协议（各版本）</translation>
    </message>
    <message>
        <source>Promises to pay</source>
        <translation>还款承诺</translation>
    </message>
    <message numerus="yes">
        <source>%n agreement(s)</source>
        <translation>
            <numerusform>共 %n 份协议</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promise(s)</source>
        <translation>
            <numerusform>共 %n 项承诺</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Approval</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已同意</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>waits elsewhere</source>
        <translation>不在本机待复核</translation>
    </message>
    <message>
        <source>by {maker}, {made}; waits until {until}</source>
        <translation>{maker} 于 {made} 提交，{until} 前有效</translation>
    </message>
    <message>
        <source>waits for {roles} to check, until {until}</source>
        <translation>等 {roles} 复核，{until} 前有效</translation>
    </message>
    <message>
        <source>approved by {who}</source>
        <translation>{who} 同意</translation>
    </message>
    <message>
        <source>refused by {who}</source>
        <translation>{who} 退回</translation>
    </message>
    <message>
        <source>withdrawn by {who}</source>
        <translation>{who} 撤回</translation>
    </message>
    <message>
        <source>void: it was edited, or its code was wrong</source>
        <translation>作废：内容已改，或电话码用完</translation>
    </message>
    <message>
        <source>wrong code, typed by {who}</source>
        <translation>电话码不对，由 {who} 输入</translation>
    </message>
</context>
<context>
    <name>Approvals</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Maker</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>已等</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>等谁复核</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>Waiting for me</source>
        <translation>等我复核</translation>
    </message>
    <message>
        <source>All that wait</source>
        <translation>全部待复核</translation>
    </message>
    <message>
        <source>Proposed by me</source>
        <translation>我提交的</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Nobody signs what he proposed himself; what is edited is void</source>
        <translation>自己经办的不能自己复核；内容一改，原来的复核就作废</translation>
    </message>
    <message>
        <source>Nothing waits here</source>
        <translation>没有待复核的业务</translation>
    </message>
    <message>
        <source>What another person proposes and your role must check appears here.</source>
        <translation>别人提交、要由您的岗位复核的业务会列在这里。</translation>
    </message>
    <message>
        <source>Check and sign…</source>
        <translation>复核签字…</translation>
    </message>
    <message>
        <source>Have it checked here…</source>
        <translation>有人在场复核…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdraw a proposal</source>
        <translation>撤回提交</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>ArrivedDialog</name>
    <message>
        <source>The notice of acceleration arrived</source>
        <translation>登记提前到期通知到达</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>On that day all that is left falls due, and limitation runs from it. Nothing is called in where the debtor had paid up before.</source>
        <translation>到达当日剩余债务全部到期，时效自当日起算；到达前已经补足的，不提前到期。</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>Arrived on</source>
        <translation>到达日期</translation>
    </message>
    <message>
        <source>Scan or photo</source>
        <translation>扫描件或照片</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>good</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>no manifest</source>
        <translation>无清单</translation>
    </message>
    <message>
        <source>another branch</source>
        <translation>别的网点</translation>
    </message>
    <message>
        <source>newer program</source>
        <translation>新版程序</translation>
    </message>
    <message>
        <source>end of the day</source>
        <translation>日终</translation>
    </message>
    <message>
        <source>day closed</source>
        <translation>轧账</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>导入台账前</translation>
    </message>
    <message>
        <source>before an upgrade</source>
        <translation>升级前</translation>
    </message>
    <message>
        <source>before a restore</source>
        <translation>恢复前</translation>
    </message>
    <message>
        <source>before a new key</source>
        <translation>更换密钥前</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>备份时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Journal entries</source>
        <translation>记录条数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{size} with branches</source>
        <translation>{size} 含网点</translation>
    </message>
    <message>
        <source>{file} cannot be restored</source>
        <translation>{file} 不能用于恢复</translation>
    </message>
    <message>
        <source>{file} is checked when two people have signed</source>
        <translation>两人输入密码后再检查 {file}</translation>
    </message>
    <message>
        <source>Nothing is replaced before every page, row and sum is right.</source>
        <translation>逐页逐笔核对无误之前，不会替换任何文件。</translation>
    </message>
    <message>
        <source>{file} can be restored</source>
        <translation>{file} 可以恢复</translation>
    </message>
    <message>
        <source>Every page, row and sum, the journal and the evidence are as they were.</source>
        <translation>每一页、笔数、金额、记录链和证据附件都与备份时一致。</translation>
    </message>
    <message>
        <source>What was entered since this copy was made is not in it. How much that is cannot be told: the database of now cannot be read, or does not continue this copy.</source>
        <translation>这份备份之后录入的内容不在其中。有多少无法统计：现在的数据库读不出来，或不是接着这份备份往下记的。</translation>
    </message>
    <message>
        <source>Nothing was entered since this copy was made.</source>
        <translation>这份备份之后没有录入过内容。</translation>
    </message>
    <message>
        <source>Not in this copy, journal entries from {first} to {last}: {count} ({kinds})</source>
        <translation>这份备份里没有的：{first} 至 {last} 的 {count} 条记录（{kinds}）</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Reading the copies</source>
        <translation>正在读取备份</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Copies under the same key, checked when made</source>
        <translation>备份与数据库同一密钥，建立时即核对</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n 份备份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good</source>
        <translation>
            <numerusform>%n 份完好</numerusform>
        </translation>
    </message>
    <message>
        <source>No good backup yet: make one now</source>
        <translation>还没有完好的备份，请立即备份</translation>
    </message>
    <message>
        <source>Last good backup {when}</source>
        <translation>最近一份完好的备份 {when}</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
    <message>
        <source>Backed up as {file}</source>
        <translation>已备份为 {file}</translation>
    </message>
    <message>
        <source>It was opened again and checked.</source>
        <translation>已重新打开并核对无误。</translation>
    </message>
    <message>
        <source>The branches lie in PostgreSQL and are not in it: have the server backed up.</source>
        <translation>各网点的数据在 PostgreSQL 里，不在这份备份中：请由数据库管理员用 pg_dump 备份。</translation>
    </message>
    <message>
        <source>Checking the copy</source>
        <translation>正在检查备份</translation>
    </message>
    <message>
        <source>A folder on another disk</source>
        <translation>另一块磁盘上的文件夹</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>BankForm</name>
    <message>
        <source>Bank, in full</source>
        <translation>机构全称</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Licence number</source>
        <translation>金融许可证号</translation>
    </message>
    <message>
        <source>Address, where debtors pay</source>
        <translation>地址（还款地点）</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>还款账户名</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>还款账号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Phone for complaints</source>
        <translation>监督电话</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reason(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>To print {count}</source>
        <translation>可出具 {count}</translation>
    </message>
    <message>
        <source>Left out {count}</source>
        <translation>未出具 {count}</translation>
    </message>
    <message>
        <source>Choose a village or a batch: its papers show here.</source>
        <translation>请选择村或一批通知书，文书在这里显示。</translation>
    </message>
    <message numerus="yes">
        <source>Issue %n paper(s)</source>
        <translation>
            <numerusform>出具 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>It printed</source>
        <translation>已印好</translation>
    </message>
</context>
<context>
    <name>BatchSource</name>
    <message>
        <source>Of a village</source>
        <translation>按村</translation>
    </message>
    <message>
        <source>Of the debtors of notices</source>
        <translation>按一批催收通知书的户</translation>
    </message>
    <message>
        <source>dated</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Choose a village</source>
        <translation>请选择村</translation>
    </message>
    <message>
        <source>No notices on their way</source>
        <translation>没有在途的通知书</translation>
    </message>
</context>
<context>
    <name>BranchActs</name>
    <message>
        <source>Saving the branch</source>
        <translation>正在保存网点</translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es) are in the list now</source>
        <translation>
            <numerusform>名单里的 %n 个网点已登记</numerusform>
        </translation>
    </message>
    <message>
        <source>Branches added</source>
        <translation>网点已增加</translation>
    </message>
    <message>
        <source>Adding the branches</source>
        <translation>正在增加网点</translation>
    </message>
    <message>
        <source>Head office&apos;s key file</source>
        <translation>联社登记文件</translation>
    </message>
    <message>
        <source>Key files ({patterns})</source>
        <translation>登记文件（{patterns}）</translation>
    </message>
    <message>
        <source>{file} was written. Every branch enrols with it; whoever rings up is read these twenty digits:

{digits}

Read them out only to somebody who rang you up.</source>
        <translation>已写出 {file}。各网点都用它登记；网点来电核对时，念这二十位指纹：

{digits}

只念给主动打来电话的人。</translation>
    </message>
    <message>
        <source>Writing the key file</source>
        <translation>正在写登记文件</translation>
    </message>
    <message>
        <source>Reading the request</source>
        <translation>正在读取申请</translation>
    </message>
    <message>
        <source>The PC of branch {branch} is registered: its packages are taken in.</source>
        <translation>网点 {branch} 的电脑已登记，今后接收它的数据包。</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>正在登记</translation>
    </message>
    <message>
        <source>Register a branch&apos;s PC, whose digits were heard by telephone</source>
        <translation>登记网点电脑：指纹已由电话核对</translation>
    </message>
    <message numerus="yes">
        <source>%n PC(s) confirmed. Take in again what was refused.</source>
        <translation>
            <numerusform>已确认 %n 台电脑。请把拒收的数据包再读入一次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Confirming</source>
        <translation>正在确认</translation>
    </message>
    <message>
        <source>Confirm a PC of branch {branch}, whose digits were heard by telephone</source>
        <translation>确认网点 {branch} 的一台电脑，指纹已在电话里听到</translation>
    </message>
    <message>
        <source>Packages of the PC with fingerprint {digits} of branch {branch} are refused from now on. What it sent before stays.</source>
        <translation>网点 {branch} 指纹为 {digits} 的电脑，今后的数据包一律拒收；以前已收的不受影响。</translation>
    </message>
    <message>
        <source>Revoke a PC&apos;s key</source>
        <translation>注销电脑</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>注销</translation>
    </message>
    <message>
        <source>Revoking</source>
        <translation>正在注销</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Reading the ledger</source>
        <translation>正在读台账</translation>
    </message>
    <message>
        <source>Looking at the ledger</source>
        <translation>正在查看台账</translation>
    </message>
    <message>
        <source>Importing the ledger</source>
        <translation>正在导入台账</translation>
    </message>
</context>
<context>
    <name>BranchDialog</name>
    <message>
        <source>Add a branch</source>
        <translation>增加网点</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>Name and phone of a branch</source>
        <translation>网点的名称和电话</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>From a list in a file…</source>
        <translation>从文件里的名单…</translation>
    </message>
    <message>
        <source>The list is a CSV file: a code and a name in each line, then a phone.</source>
        <translation>名单是 CSV 文件：每行先写机构号，再写名称，最后写电话。</translation>
    </message>
    <message>
        <source>Where it is rung up, also before one of its PCs is registered</source>
        <translation>打给它的电话，登记它的电脑前也打这个号码</translation>
    </message>
    <message>
        <source>A branch that head office is to hear from</source>
        <translation>要向联社报送的网点</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>机构号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>A list of branches</source>
        <translation>网点名单</translation>
    </message>
</context>
<context>
    <name>BranchInFullPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Register a PC…</source>
        <translation>登记电脑…</translation>
    </message>
    <message>
        <source>Confirm a PC…</source>
        <translation>电话确认电脑…</translation>
    </message>
    <message>
        <source>Revoke the PC…</source>
        <translation>注销电脑…</translation>
    </message>
    <message>
        <source>Set a target…</source>
        <translation>下达目标…</translation>
    </message>
    <message>
        <source>Import its ledger…</source>
        <translation>导入台账…</translation>
    </message>
    <message>
        <source>Name and phone…</source>
        <translation>名称和电话…</translation>
    </message>
    <message>
        <source>Write its return…</source>
        <translation>给它写回执…</translation>
    </message>
    <message>
        <source>No package yet: take one in on the page Packages.</source>
        <translation>还没有数据包：请到“收包”页收入。</translation>
    </message>
    <message>
        <source>Pass a contact on…</source>
        <translation>下发联系方式…</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>PCs</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>回执包</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正申请</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>办理记录</translation>
    </message>
    <message>
        <source>No PC yet: the branch enrols with head office&apos;s key file, then F7.</source>
        <translation>还没有电脑：网点先用联社登记文件登记，再按 F7。</translation>
    </message>
    <message>
        <source>No return yet: write one on the page Returns.</source>
        <translation>还没有回执包：请到“回执”页写出。</translation>
    </message>
    <message>
        <source>No target yet: set one with F9; it goes down with the next return.</source>
        <translation>还没有目标：按 F9 下达，随下一个回执包带去。</translation>
    </message>
    <message>
        <source>The branch has asked for nothing to be corrected.</source>
        <translation>网点没有提出更正。</translation>
    </message>
    <message>
        <source>Where a court, a village or the post told head office how to reach a debtor, pass it on here.</source>
        <translation>法院、村委会或邮政告诉了联社怎样找到债务人的，在这里下发给网点。</translation>
    </message>
    <message>
        <source>Nothing was done about this branch yet.</source>
        <translation>还没有为这个网点办过什么。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to decide…</source>
        <translation>
            <numerusform>%n 项待定…</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>答复…</translation>
    </message>
    <message>
        <source>No package yet</source>
        <translation>还没有收到数据包</translation>
    </message>
    <message numerus="yes">
        <source>Last package no. {number}, {when}, %n day(s) ago</source>
        <translation>
            <numerusform>最近收到第 {number} 号包，{when}，距今 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Ring up {phone}: {calls}</source>
        <translation>请打 {phone}：{calls}</translation>
    </message>
    <message>
        <source>No phone is noted, note it first; to be asked: {calls}</source>
        <translation>没有记下电话，请先填写；要问的是：{calls}</translation>
    </message>
    <message>
        <source>Received {received}    reversed {reversed}    confirmed {confirmed}</source>
        <translation>收款 {received}    冲正 {reversed}    确认 {confirmed}</translation>
    </message>
    <message>
        <source>Chain complete</source>
        <translation>记录链完整</translation>
    </message>
    <message>
        <source>A package is missing</source>
        <translation>中间缺一个数据包</translation>
    </message>
    <message>
        <source>{held} held, {forks} forks, {doubles} possible doubles</source>
        <translation>挂起 {held}，分叉 {forks}，疑似重复 {doubles}</translation>
    </message>
    <message numerus="yes">
        <source>%n PC(s) wait to be confirmed</source>
        <translation>
            <numerusform>有 %n 台电脑待电话确认</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages under a replaced key are refused</source>
        <translation>用旧密钥签名的数据包一律拒收</translation>
    </message>
    <message>
        <source>Ledger of {day}: {loans} loans, {balance}; {file}</source>
        <translation>{day} 的台账：{loans} 笔，余额 {balance}；{file}</translation>
    </message>
</context>
<context>
    <name>BranchPage</name>
    <message>
        <source>Branch details</source>
        <translation>机构资料</translation>
    </message>
    <message>
        <source>They stand at the head of every paper issued now</source>
        <translation>以后发出的每份文书都用这些资料</translation>
    </message>
    <message>
        <source>such as {value}</source>
        <translation>例如 {value}</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Account and phones</source>
        <translation>账户和电话</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Papers are marked as samples until all eight fields are filled in</source>
        <translation>八项填齐以前，文书都标“样张”</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Saved. Notices issued before keep their head.</source>
        <translation>已保存。以前发出的通知书不变。</translation>
    </message>
</context>
<context>
    <name>BranchesPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Head office&apos;s key file…</source>
        <translation>联社登记文件…</translation>
    </message>
    <message>
        <source>Register a PC…</source>
        <translation>登记电脑…</translation>
    </message>
    <message>
        <source>Add a branch…</source>
        <translation>增加网点…</translation>
    </message>
    <message>
        <source>Code or name</source>
        <translation>机构号或名称</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期未报</translation>
    </message>
    <message>
        <source>Who is to be rung up first stands first; late is over {days} days</source>
        <translation>最该打电话的排在最前；超过 {days} 天没有数据包为逾期</translation>
    </message>
    <message>
        <source>Import ledgers…</source>
        <translation>导入台账…</translation>
    </message>
    <message>
        <source>To ring up</source>
        <translation>要打电话</translation>
    </message>
    <message>
        <source>With a gap</source>
        <translation>缺包</translation>
    </message>
    <message>
        <source>Something to decide</source>
        <translation>有待定事项</translation>
    </message>
    <message>
        <source>List for the telephone…</source>
        <translation>导出电话清单…</translation>
    </message>
    <message>
        <source>No branch yet</source>
        <translation>还没有网点</translation>
    </message>
    <message>
        <source>Add the branches, from a list in a file where there are many.</source>
        <translation>先增加网点，多的话从文件里的名单一次增加。</translation>
    </message>
    <message>
        <source>Then hand out head office&apos;s key file, and register their PCs.</source>
        <translation>然后把联社登记文件发给网点，登记它们的电脑。</translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n 个网点</numerusform>
        </translation>
    </message>
    <message>
        <source>received {yuan}</source>
        <translation>收款 {yuan}</translation>
    </message>
    <message>
        <source>confirmed {yuan}</source>
        <translation>确认 {yuan}</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>What will change</source>
        <translation>读入后会改变什么</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>读入</translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Principal paid</source>
        <translation>本金减少</translation>
    </message>
    <message>
        <source>Principal grown</source>
        <translation>本金增加</translation>
    </message>
    <message>
        <source>Class changed</source>
        <translation>分类有变</translation>
    </message>
    <message>
        <source>No longer listed</source>
        <translation>新台账没有</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>重新出现</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)      principal {difference}</source>
        <translation>
            <numerusform>%n 笔      本金 {difference}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>Check what was proposed</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Code by phone</source>
        <translation>联社电话码</translation>
    </message>
    <message>
        <source>nobody else here has this role</source>
        <translation>本机构没有别人是这个岗位</translation>
    </message>
    <message>
        <source>needed to refuse</source>
        <translation>退回时必须写明</translation>
    </message>
    <message>
        <source>ten digits</source>
        <translation>十位数字</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>提交后变化</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>复核方式</translation>
    </message>
    <message>
        <source>Checker</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Read out</source>
        <translation>报给联社</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>电话码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>now waits for {roles}</source>
        <translation>现在等 {roles} 复核</translation>
    </message>
    <message>
        <source>Call head office, say what is proposed and read these digits out.</source>
        <translation>打电话给联社，说明内容，念出上面的数字，再填联社回的十位电话码。</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
</context>
<context>
    <name>CheckNotices</name>
    <message numerus="yes">
        <source>Preview %n notice(s)</source>
        <translation>
            <numerusform>预览 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Sorted by township, village, group and debtor. Space ticks.</source>
        <translation>按 镇—村—组—户 排序，附每村送达清单。空格键勾选</translation>
    </message>
    <message>
        <source>Ledger {ledger}, interest to {day}</source>
        <translation>台账 {ledger}，利息算至 {day}</translation>
    </message>
    <message>
        <source>Update the ledger</source>
        <translation>更新台账</translation>
    </message>
    <message>
        <source>The ledger is old. Amounts on the notices may be wrong: import a newer one first.</source>
        <translation>台账过旧，通知书上的金额可能不准。请先导入新台账。</translation>
    </message>
    <message numerus="yes">
        <source>%n debtor(s)</source>
        <translation>
            <numerusform>%n 户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to print</source>
        <translation>
            <numerusform>要印 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not to print</source>
        <translation>
            <numerusform>不印 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Total owed {amount}</source>
        <translation>本息合计 {amount}</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>the file does not say: please enter</source>
        <translation>文件没有写明，请填写</translation>
    </message>
    <message>
        <source>Ledger of</source>
        <translation>数据日期</translation>
    </message>
    <message>
        <source>Amounts in</source>
        <translation>金额单位</translation>
    </message>
    <message>
        <source>Rates in</source>
        <translation>利率单位</translation>
    </message>
    <message>
        <source>I have checked them</source>
        <translation>我已核对</translation>
    </message>
    <message>
        <source>later than today: correct it, or this PC&apos;s clock</source>
        <translation>晚于今天：请改正日期，或校准本机时钟</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) may mean something else than shown.</source>
        <translation>
            <numerusform>有 %n 列不能确定是什么内容，请对照“对应字段”核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>No loan can be read: say which columns are what.</source>
        <translation>读不出借款。请指明借据号、借款人、本金余额各是哪一列。</translation>
    </message>
    <message>
        <source>Columns {count}</source>
        <translation>列对应 {count}</translation>
    </message>
    <message>
        <source>Problems {count}</source>
        <translation>问题 {count}</translation>
    </message>
</context>
<context>
    <name>ChooseNotices</name>
    <message numerus="yes">
        <source>Check %n notice(s)</source>
        <translation>
            <numerusform>核对 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Space ticks, Ctrl+A selects all rows, Ctrl+1 to 3 sets their round</source>
        <translation>空格键勾选，Ctrl+A 全选，Ctrl+1～3 改第几次</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Round of the selected rows</source>
        <translation>所选行改为第几次</translation>
    </message>
    <message>
        <source>As proposed</source>
        <translation>按建议</translation>
    </message>
    <message numerus="yes">
        <source>%n debtor(s) shown</source>
        <translation>
            <numerusform>列出 %n 户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>已勾选 %n 户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>Total owed {amount}</source>
        <translation>本息合计 {amount}</translation>
    </message>
</context>
<context>
    <name>ChooseStep</name>
    <message numerus="yes">
        <source>%n import(s); Enter shows what one changed</source>
        <translation>
            <numerusform>%n 次导入，按回车看那一次的变化</numerusform>
        </translation>
    </message>
    <message>
        <source>Ledgers ({patterns})</source>
        <translation>台账 ({patterns})</translation>
    </message>
    <message>
        <source>Choose a ledger</source>
        <translation>选择台账</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Drop the ledger here</source>
        <translation>把台账文件拖到这里</translation>
    </message>
    <message>
        <source>As the core system exported it, or a clerk&apos;s own: xlsx, xls or csv.</source>
        <translation>核心系统导出的、信贷员自己做的都可以：xlsx、xls、csv</translation>
    </message>
    <message>
        <source>Imported before</source>
        <translation>以前的导入</translation>
    </message>
    <message>
        <source>Ledger of</source>
        <translation>数据日期</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新开</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>Imported on</source>
        <translation>导入时间</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>suspended</source>
        <translation>时效中止</translation>
    </message>
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
    <name>ClockCalendar</name>
    <message>
        <source>{month}</source>
        <translation>{month}月</translation>
    </message>
    <message numerus="yes">
        <source>{first} to {last}: %n claim(s), principal {amount}</source>
        <translation>
            <numerusform>{first} 至 {last}：%n 笔届满，本金 {amount}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Close the day</source>
        <translation>日终轧账</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>By notes and coins</source>
        <translation>按券别清点</translation>
    </message>
    <message>
        <source>Only the sum</source>
        <translation>只填合计</translation>
    </message>
    <message>
        <source>why more or less was counted</source>
        <translation>为什么长款或短款</translation>
    </message>
    <message>
        <source>{day}: {amount} should lie in the drawer</source>
        <translation>{day}：应有现金 {amount} 元</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>清点</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Comes to</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>{yuan} yuan</source>
        <translation>{yuan} 元</translation>
    </message>
    <message>
        <source>{jiao} jiao</source>
        <translation>{jiao} 角</translation>
    </message>
    <message>
        <source>{difference}: say why</source>
        <translation>{difference}，请写明原因</translation>
    </message>
</context>
<context>
    <name>ComposeDialog</name>
    <message numerus="yes">
        <source>%n instalment(s), {total} in all</source>
        <translation>
            <numerusform>共 %n 期，合计 {total}</numerusform>
        </translation>
    </message>
    <message>
        <source>New version of {serial}</source>
        <translation>{serial} 的新版本</translation>
    </message>
    <message>
        <source>New agreement</source>
        <translation>新还款协议</translation>
    </message>
    <message>
        <source>Submit to be checked</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Loans (Space to choose)</source>
        <translation>借据（空格选择）</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>应还日期</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>期次</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Left after it</source>
        <translation>还后剩余</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>{loan_no}  owed {amount}</source>
        <translation>{loan_no}  应还 {amount}</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>About these loans</source>
        <translation>涉及的借据</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Confirm a PC</source>
        <translation>电话确认电脑</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Ring the branch up under the number that head office has of it: did they restore a backup? Have the twenty digits on that PC&apos;s screen read out, and type them as you hear them. If they restored nothing, confirm nothing: revoke the key.</source>
        <translation>请按联社留存的号码给网点打电话：是否恢复过备份？请对方念那台电脑屏幕上的二十位指纹，听到什么键入什么。没有恢复过的，不要确认，请注销这把密钥。</translation>
    </message>
    <message>
        <source>A PC of branch {branch} that goes on after a restore</source>
        <translation>网点 {branch} 恢复备份后继续使用的电脑</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
</context>
<context>
    <name>ConfirmPrinted</name>
    <message>
        <source>New notices</source>
        <translation>再出通知书</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Every notice was printed and handed out</source>
        <translation>通知书都已印好并交出</translation>
    </message>
    <message>
        <source>What did not print can be printed again: its serial and amounts stay</source>
        <translation>没印好的可以再印，编号和金额不变</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) to confirm</source>
        <translation>
            <numerusform>%n 批待确认</numerusform>
        </translation>
    </message>
    <message>
        <source>last good serial</source>
        <translation>最后一张印好的编号</translation>
    </message>
    <message>
        <source>What is not served yet waits on the page of deliveries.</source>
        <translation>还没送达的，到“送达登记”登记。</translation>
    </message>
    <message>
        <source>{serials}: did it print?</source>
        <translation>{serials}，印好了吗？</translation>
    </message>
    <message>
        <source>{serials}: printed</source>
        <translation>{serials}，已印好</translation>
    </message>
    <message>
        <source>All printed</source>
        <translation>全部印好</translation>
    </message>
    <message>
        <source>Printed up to serial…</source>
        <translation>印到编号…</translation>
    </message>
    <message>
        <source>Not yet, print again</source>
        <translation>还没印，再印一次</translation>
    </message>
    <message numerus="yes">
        <source>Hand %n to the servers</source>
        <translation>
            <numerusform>%n 份交给送达人</numerusform>
        </translation>
    </message>
    <message>
        <source>Those after it stay in the list and can be printed again.</source>
        <translation>后面的仍留在列表里，可以再印。</translation>
    </message>
    <message>
        <source>Back to printing: no new serials, the same amounts.</source>
        <translation>回到打印：不取新编号，金额不变。</translation>
    </message>
    <message>
        <source>From now on they wait to be served.</source>
        <translation>交出后进入待送达。</translation>
    </message>
    <message>
        <source>Choose what became of them.</source>
        <translation>请选择结果。</translation>
    </message>
    <message>
        <source>Look at the last sheet before you confirm.</source>
        <translation>确认前请看最后一张。</translation>
    </message>
</context>
<context>
    <name>ContactDialog</name>
    <message>
        <source>Enter a contact</source>
        <translation>登记联系方式</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>he confirmed it in writing: papers go there</source>
        <translation>本人书面确认：文书寄往此处</translation>
    </message>
    <message>
        <source>It stands beside the others. Papers go to what was confirmed in writing, else to the newest.</source>
        <translation>与原有的并列保存。文书寄往书面确认的，没有则寄往最近得知的。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>号码或地址</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Learned on</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>ContactsTab</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>有效联系方式 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n related</source>
        <translation>
            <numerusform>有效相关人 %n 名</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter a contact…</source>
        <translation>登记联系方式…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Show in full…</source>
        <translation>显示全文…</translation>
    </message>
    <message>
        <source>Enter somebody related…</source>
        <translation>登记相关人…</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Where he is reached</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Who is related to the debt</source>
        <translation>与债务有关的人</translation>
    </message>
</context>
<context>
    <name>ContractDialog</name>
    <message>
        <source>Guarantee contract</source>
        <translation>保证合同</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>months from the due date</source>
        <translation>个月，自到期日起</translation>
    </message>
    <message>
        <source>this guarantor agreed in writing</source>
        <translation>该保证人书面同意</translation>
    </message>
    <message>
        <source>the loan repaid an older one</source>
        <translation>本笔用于归还旧贷</translation>
    </message>
    <message>
        <source>guaranteed the old one too, or knew</source>
        <translation>也保证了旧贷，或知情</translation>
    </message>
    <message>
        <source>blank if unknown: a person must find it</source>
        <translation>不知道的空着：须查到后补录</translation>
    </message>
    <message>
        <source>Loan {loan_no}: as the contract states it</source>
        <translation>借据 {loan_no}：照合同填写</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>保证人</translation>
    </message>
    <message>
        <source>Contract day</source>
        <translation>合同日期</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>保证方式</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>保证期间</translation>
    </message>
    <message>
        <source>Guarantor is</source>
        <translation>保证人是</translation>
    </message>
    <message>
        <source>Extended to</source>
        <translation>展期至</translation>
    </message>
    <message>
        <source>New for old</source>
        <translation>借新还旧</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Ask head office to correct</source>
        <translation>请联社更正</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>Nothing changes here: the request goes along with the next package, and the answer comes with a return.</source>
        <translation>本机数据不变：申请随下一个数据包送到联社，答复随回执包带回。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>哪一项</translation>
    </message>
    <message>
        <source>Ledger says</source>
        <translation>台账写的是</translation>
    </message>
    <message>
        <source>Should be</source>
        <translation>应该是</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
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
    <name>DayActs</name>
    <message>
        <source>{receipt} of {debtor}: everything goes back to what it was before it.</source>
        <translation>{debtor} 的收据 {receipt}：冲正后一切恢复到收款以前。</translation>
    </message>
    <message>
        <source>Reverse a repayment</source>
        <translation>冲正收款</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>A closed day is opened only to put something right in it.</source>
        <translation>已轧账的日子，只在要更正时才重开。</translation>
    </message>
    <message>
        <source>Open a closed day</source>
        <translation>重开已轧账的日子</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>DayLists</name>
    <message numerus="yes">
        <source>%n notice(s) to serve</source>
        <translation>
            <numerusform>%n 份待送达</numerusform>
        </translation>
    </message>
    <message>
        <source>Today {count}</source>
        <translation>今天登记 {count}</translation>
    </message>
    <message>
        <source>Waiting {count}</source>
        <translation>待送达 {count}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天登记</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待送达</translation>
    </message>
    <message>
        <source>Add evidence…</source>
        <translation>补凭据…</translation>
    </message>
    <message numerus="yes">
        <source>%n recorded</source>
        <translation>
            <numerusform>登记 %n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n served</source>
        <translation>
            <numerusform>送达 %n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without evidence</source>
        <translation>
            <numerusform>未附凭据 %n 份</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Print the receipt</source>
        <translation>打印收据</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>存 PDF…</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>冲正…</translation>
    </message>
    <message>
        <source>Close the day…</source>
        <translation>日终轧账…</translation>
    </message>
    <message>
        <source>Open the day again…</source>
        <translation>重开这一天…</translation>
    </message>
    <message>
        <source>recovered in cash {amount}</source>
        <translation>现金清收 {amount}</translation>
    </message>
    <message>
        <source>converted {amount}</source>
        <translation>盘活 {amount}</translation>
    </message>
    <message>
        <source>open; {amount} should lie in the drawer</source>
        <translation>未轧账；应有现金 {amount} 元</translation>
    </message>
    <message>
        <source>closed; {amount} counted</source>
        <translation>已轧账；实点 {amount} 元</translation>
    </message>
    <message>
        <source>Not closed yet: {days}</source>
        <translation>还没有轧账：{days}</translation>
    </message>
    <message>
        <source>Waiting for a second person: {titles}</source>
        <translation>等待复核：{titles}</translation>
    </message>
</context>
<context>
    <name>DecideActs</name>
    <message>
        <source>Answering</source>
        <translation>正在答复</translation>
    </message>
    <message>
        <source>{money} of {paid_on}: mark every entry that is money really received. What is not marked is not counted as confirmed; nothing is deleted.</source>
        <translation>{paid_on} 的 {money}：请勾选确实收到的每一笔。没有勾选的不计入确认数；任何记录都不删除。</translation>
    </message>
    <message>
        <source>A possible double</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>The branch has to reverse</source>
        <translation>要由网点冲正</translation>
    </message>
    <message>
        <source>The entry waits: {why}. Forced, it waits no longer, under the names of the two who sign; the reason goes into the branch&apos;s next return.</source>
        <translation>这条记录挂起的原因：{why}。放行后不再等待，由签字的两人负责；理由写入给该网点的下一个回执包。</translation>
    </message>
    <message>
        <source>Force a held entry</source>
        <translation>放行挂起的记录</translation>
    </message>
    <message>
        <source>Force</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Both lines stay. Write down what the branch says happened, and with whom you spoke.</source>
        <translation>两条记录链都保留。请写明网点说发生了什么、与谁核实的。</translation>
    </message>
    <message>
        <source>A forked chain</source>
        <translation>记录链分叉</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>{title}, proposed by branch {branch}. You have read it in full beside the list.</source>
        <translation>{title}，由网点 {branch} 提出。全文已在列表右侧显示。</translation>
    </message>
    <message>
        <source>Over the branch&apos;s limit</source>
        <translation>超网点权限</translation>
    </message>
</context>
<context>
    <name>DecidePage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Nothing here is ever decided by the program itself</source>
        <translation>这里的事项程序不会自行决定</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing waits here</source>
        <translation>没有待定事项</translation>
    </message>
    <message>
        <source>What packages bring that the program must not decide appears here.</source>
        <translation>数据包里程序不能自行决定的事项会列在这里。</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>Show the branch</source>
        <translation>查看网点</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to decide</source>
        <translation>
            <numerusform>%n 项待定</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deliveries</name>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村组</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Limitation</source>
        <translation>时效到</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Dated</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total owed</source>
        <translation>本息合计</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未印</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已印</translation>
    </message>
    <message>
        <source>handed out</source>
        <translation>已交出</translation>
    </message>
    <message>
        <source>Evidence: photo of the slip, receipt, video</source>
        <translation>凭据：回执照片、邮件回执、录像</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>当面</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>邮寄</translation>
    </message>
    <message>
        <source>Text or WeChat</source>
        <translation>短信微信</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Provincial paper</source>
        <translation>省级公告</translation>
    </message>
    <message>
        <source>County paper</source>
        <translation>县级公告</translation>
    </message>
    <message>
        <source>Poster</source>
        <translation>张贴</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>受托人</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒签</translation>
    </message>
    <message>
        <source>Not met</source>
        <translation>未遇</translation>
    </message>
    <message>
        <source>Adult kin at home</source>
        <translation>同住成年家属</translation>
    </message>
    <message>
        <source>Neighbour or cadre</source>
        <translation>邻居或村干部</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>未成年人</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到达</translation>
    </message>
    <message>
        <source>No proof of arrival</source>
        <translation>无到达证明</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>有异议</translation>
    </message>
    <message>
        <source>No evidence</source>
        <translation>未附凭据</translation>
    </message>
    <message>
        <source>{count} file(s)</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>run out</source>
        <translation>已届满</translation>
    </message>
    <message>
        <source>Debtor signed</source>
        <translation>本人签收</translation>
    </message>
    <message>
        <source>Kin signed</source>
        <translation>家属签收</translation>
    </message>
    <message>
        <source>Agent signed</source>
        <translation>受托人签收</translation>
    </message>
    <message>
        <source>Neighbour signed</source>
        <translation>邻居代签</translation>
    </message>
    <message>
        <source>Minor signed</source>
        <translation>未成年代签</translation>
    </message>
</context>
<context>
    <name>DeliveriesPage</name>
    <message>
        <source>Deliveries</source>
        <translation>送达登记</translation>
    </message>
    <message>
        <source>One slip, one record.</source>
        <translation>扫一张回执，登一条。</translation>
    </message>
    <message>
        <source>{serial} was not recorded</source>
        <translation>{serial} 没有登记</translation>
    </message>
    <message>
        <source>{serial} recorded: {result}</source>
        <translation>{serial} 已登记：{result}</translation>
    </message>
    <message>
        <source>{serial}: evidence added</source>
        <translation>{serial} 已补凭据</translation>
    </message>
    <message>
        <source>{serial} withdrawn</source>
        <translation>{serial} 的记录已撤销</translation>
    </message>
    <message>
        <source>One slip, one record. {waiting} printed and not served, {recorded} recorded today.</source>
        <translation>扫一张回执，登一条。已印未送 {waiting} 份，今天登了 {recorded} 份。</translation>
    </message>
</context>
<context>
    <name>DeliveriesPresenter</name>
    <message>
        <source>Looking for the notice</source>
        <translation>正在查找通知书</translation>
    </message>
    <message>
        <source>Computing the clocks</source>
        <translation>正在计算时效</translation>
    </message>
    <message>
        <source>Recording the delivery</source>
        <translation>正在登记送达</translation>
    </message>
    <message>
        <source>Storing the evidence</source>
        <translation>正在保存凭据</translation>
    </message>
    <message>
        <source>Withdrawing the record</source>
        <translation>正在撤销记录</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>DeliveryForm</name>
    <message>
        <source>two names</source>
        <translation>两人姓名</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已收到</translation>
    </message>
    <message>
        <source>Confirms and agrees to perform</source>
        <translation>确认并同意履行</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>有异议</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>谁签收</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>送达人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>回执勾选</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
</context>
<context>
    <name>Derivation</name>
    <message>
        <source>What was computed</source>
        <translation>算了什么</translation>
    </message>
    <message>
        <source>to check</source>
        <translation>待核</translation>
    </message>
    <message>
        <source>Computed to {day}. Figures of the core system at {reported}; what comes after is an estimate.</source>
        <translation>算至 {day}。{reported} 以前是核心系统的数字，以后是估算。</translation>
    </message>
    <message>
        <source>A person must look at this</source>
        <translation>需要人来核对</translation>
    </message>
    <message>
        <source>… and %n more row(s)</source>
        <translation>……另有 %n 行</translation>
    </message>
</context>
<context>
    <name>DerivationDialog</name>
    <message numerus="yes">
        <source>%n page(s) printed</source>
        <translation>
            <numerusform>已打印 %n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已存为 {file}</translation>
    </message>
    <message>
        <source>How was this computed?</source>
        <translation>怎么算出来的</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>打印样式</translation>
    </message>
    <message>
        <source>{debtor}    loan {loan_no}</source>
        <translation>{debtor}    借据 {loan_no}</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Changed since it was proposed:</source>
        <translation>提交以后变了：</translation>
    </message>
</context>
<context>
    <name>DifferencesDialog</name>
    <message>
        <source>Repayments that the ledger tells otherwise</source>
        <translation>和新台账对不上的收款</translation>
    </message>
    <message>
        <source>Compare with the core system. Until it is decided a repayment stays subtracted: nobody is asked for what he has paid.</source>
        <translation>请与核心系统核对。查清以前，收款照样扣减：已经还的钱不再向人催要。</translation>
    </message>
    <message>
        <source>what was found in the core system</source>
        <translation>在核心系统里查到的情况</translation>
    </message>
    <message>
        <source>Booked there: its figures hold</source>
        <translation>核心已入账，以台账为准</translation>
    </message>
    <message>
        <source>Not booked there yet</source>
        <translation>核心还没有入账</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Differing</name>
    <message numerus="yes">
        <source>The ledger tells %n otherwise…</source>
        <translation>
            <numerusform>有 %n 笔和台账对不上…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisableDialog</name>
    <message>
        <source>Disable {name}</source>
        <translation>停用 {name}</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>He can no longer sign in, his name is given to nobody else, and the database gets a new key. An accountant signs.</source>
        <translation>停用后不能再登录，用户名不再分给别人，数据库更换密钥。由委派会计复核。</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已印</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>已交出</translation>
    </message>
    <message>
        <source>Reprints</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Total owed</source>
        <translation>本息合计</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Demand notice</source>
        <translation>逾期贷款催收通知书</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>In force since</source>
        <translation>采用日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Comes as</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>the program&apos;s</source>
        <translation>程序自带</translation>
    </message>
    <message>
        <source>head office&apos;s</source>
        <translation>联社下发</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>No paper was issued yet</source>
        <translation>还没有出过文书</translation>
    </message>
    <message>
        <source>Open a dossier and press F9, or choose New paper above.</source>
        <translation>打开一户档案按 F9，或点上面的“新文书”。</translation>
    </message>
    <message>
        <source>Open the ledger</source>
        <translation>打开台账</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已出文书</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>New paper…</source>
        <translation>新文书…</translation>
    </message>
    <message>
        <source>Guarantor notices…</source>
        <translation>保证人通知书…</translation>
    </message>
</context>
<context>
    <name>DocumentsPresenter</name>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Laying out the papers</source>
        <translation>排版文书</translation>
    </message>
    <message>
        <source>Issuing the papers</source>
        <translation>出具文书</translation>
    </message>
    <message>
        <source>Writing the papers</source>
        <translation>写文件</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Dossier</name>
    <message>
        <source>guarantees to check: {count}</source>
        <translation>保证待核 {count} 项</translation>
    </message>
    <message>
        <source>no ID number</source>
        <translation>缺身份证号</translation>
    </message>
    <message>
        <source>ID number: wrong check digit</source>
        <translation>身份证号校验码不对</translation>
    </message>
    <message>
        <source>ID number: last digits lost in Excel</source>
        <translation>身份证号末几位被 Excel 丢失</translation>
    </message>
    <message>
        <source>ID number: not 15 or 18 digits</source>
        <translation>身份证号位数不对</translation>
    </message>
    <message>
        <source>ID number: impossible birthday</source>
        <translation>身份证号出生日期不对</translation>
    </message>
    <message>
        <source>Held: impersonation under inquiry</source>
        <translation>冒名调查中，暂停通知</translation>
    </message>
    <message>
        <source>No notice goes out while this stands.</source>
        <translation>调查结束前不出通知书。</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>借款人已故</translation>
    </message>
    <message>
        <source>Notices to the heirs are another paper.</source>
        <translation>向继承人催收用另外的文书。</translation>
    </message>
    <message>
        <source>%n loan(s) not in the newest ledger</source>
        <translation>%n 笔不在新台账中</translation>
    </message>
    <message>
        <source>in court: {count}</source>
        <translation>诉讼中 {count} 笔</translation>
    </message>
    <message>
        <source>limitation suspended: {count}</source>
        <translation>时效中止 {count} 笔</translation>
    </message>
    <message>
        <source>due date unknown: {count}</source>
        <translation>到期日不明 {count} 笔</translation>
    </message>
    <message>
        <source>limitation over: {count}</source>
        <translation>时效已届满 {count} 笔</translation>
    </message>
    <message>
        <source>Limitation runs out {day}, %n day(s) left</source>
        <translation>时效 {day} 届满，剩 %n 天</translation>
    </message>
    <message>
        <source>by proof only until {day}</source>
        <translation>按凭据只到 {day}</translation>
    </message>
    <message>
        <source>Principal {amount}</source>
        <translation>本金 {amount}</translation>
    </message>
    <message>
        <source>Interest {amount} (to {day})</source>
        <translation>利息 {amount}（算至 {day}）</translation>
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
        <source>Owed today</source>
        <translation>今日应还</translation>
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
        <source>Proof</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>not in ledger</source>
        <translation>待查</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已结清</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>due date</source>
        <translation>到期起算</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Demanded</source>
        <translation>催收金额</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>出具日</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印日</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>交送日</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>送达日</translation>
    </message>
    <message>
        <source>Reprints</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Demand notice, round {round}</source>
        <translation>催收通知书（第 {round} 次）</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>送达人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>送达中</translation>
    </message>
    <message>
        <source>served</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>未成</translation>
    </message>
    <message>
        <source>handed out</source>
        <translation>已交出</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无凭据</translation>
    </message>
    <message>
        <source>%n file(s)</source>
        <translation>%n 份</translation>
    </message>
</context>
<context>
    <name>DossierPage</name>
    <message>
        <source>Print a notice</source>
        <translation>打印通知书</translation>
    </message>
    <message>
        <source>Record a delivery</source>
        <translation>登记送达</translation>
    </message>
    <message>
        <source>Take a repayment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Print a paper…</source>
        <translation>出文书…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Repayment agreement…</source>
        <translation>还款协议…</translation>
    </message>
    <message>
        <source>Promise to pay…</source>
        <translation>还款承诺…</translation>
    </message>
    <message>
        <source>Relief of interest…</source>
        <translation>减免利息…</translation>
    </message>
    <message>
        <source>Ask head office to correct…</source>
        <translation>请联社更正…</translation>
    </message>
    <message>
        <source>The same person twice…</source>
        <translation>重复户合并…</translation>
    </message>
    <message>
        <source>Show in full…</source>
        <translation>显示全文…</translation>
    </message>
    <message>
        <source>Part merged entries…</source>
        <translation>撤销合并…</translation>
    </message>
    <message>
        <source>Loans {count}</source>
        <translation>借款 {count}</translation>
    </message>
    <message>
        <source>People {count}</source>
        <translation>相关人 {count}</translation>
    </message>
    <message>
        <source>Contacts {count}</source>
        <translation>联系方式 {count}</translation>
    </message>
    <message>
        <source>Events {count}</source>
        <translation>事件 {count}</translation>
    </message>
    <message>
        <source>Timeline {count}</source>
        <translation>经过 {count}</translation>
    </message>
    <message>
        <source>Papers {count}</source>
        <translation>文书 {count}</translation>
    </message>
    <message>
        <source>Agreements {count}</source>
        <translation>协议 {count}</translation>
    </message>
    <message>
        <source>computation_{loan_no}_{day}</source>
        <translation>计算说明_{loan_no}_{day}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>End the hold…</source>
        <translation>结束冒名调查…</translation>
    </message>
    <message>
        <source>Hold all notices…</source>
        <translation>暂停通知（冒名调查）…</translation>
    </message>
    <message>
        <source>Not deceased…</source>
        <translation>更正：未去世…</translation>
    </message>
    <message>
        <source>Note a death…</source>
        <translation>登记去世…</translation>
    </message>
    <message>
        <source>The debtor says somebody else borrowed in his name: no notice goes out.</source>
        <translation>借款人称被他人冒名借款：查清以前不再出通知书。</translation>
    </message>
    <message>
        <source>The inquiry is over: notices may go out again.</source>
        <translation>调查已结束：可以再出通知书。</translation>
    </message>
    <message>
        <source>Ordinary notices stop; the heirs are demanded by another paper.</source>
        <translation>不再出普通通知书；向继承人催收用另外的文书。</translation>
    </message>
    <message>
        <source>The note was wrong: the debtor lives.</source>
        <translation>登记有误：借款人健在。</translation>
    </message>
    <message>
        <source>Evidence of {serial}, {day}</source>
        <translation>{serial} 的凭据，{day}</translation>
    </message>
</context>
<context>
    <name>DossierPresenter</name>
    <message>
        <source>Opening the dossier</source>
        <translation>正在打开户档案</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>正在计算</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Writing the papers</source>
        <translation>正在写文件</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>正在读取凭据</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>Doubles</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号码</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村组</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借款</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>loans {count}</source>
        <translation>借款 {count} 笔</translation>
    </message>
    <message>
        <source>notices {count}</source>
        <translation>通知书 {count} 份</translation>
    </message>
    <message>
        <source>papers {count}</source>
        <translation>文书 {count} 份</translation>
    </message>
    <message>
        <source>contacts {count}</source>
        <translation>联系方式 {count} 条</translation>
    </message>
    <message>
        <source>related people {count}</source>
        <translation>相关人 {count} 名</translation>
    </message>
    <message>
        <source>repayments {count}</source>
        <translation>收款 {count} 笔</translation>
    </message>
    <message>
        <source>other records {count}</source>
        <translation>其他记录 {count} 条</translation>
    </message>
    <message>
        <source>Goes over to {name}: {what}. It can be undone.</source>
        <translation>归到 {name}：{what}。可以撤销。</translation>
    </message>
</context>
<context>
    <name>DraftKeeper</name>
    <message>
        <source>Discard the draft</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Draft restored from {time}</source>
        <translation>已恢复 {time} 的草稿</translation>
    </message>
    <message>
        <source>Keeping the draft</source>
        <translation>保存草稿</translation>
    </message>
</context>
<context>
    <name>EffectPanel</name>
    <message>
        <source>After recording</source>
        <translation>登记后</translation>
    </message>
    <message>
        <source>Say who signed: what it does to the clock shows here</source>
        <translation>选好谁签收，这里显示对时效的影响</translation>
    </message>
    <message>
        <source>After recording: {result}</source>
        <translation>登记后：{result}</translation>
    </message>
    <message>
        <source>{day} (run out)</source>
        <translation>{day} 已届满</translation>
    </message>
    <message>
        <source>limitation {day} unchanged</source>
        <translation>时效 {day} 不变</translation>
    </message>
    <message>
        <source>limitation {day} → stands still until it ends</source>
        <translation>时效 {day} → 程序终结前不计算</translation>
    </message>
    <message>
        <source>limitation {before} → {after}</source>
        <translation>时效 {before} → {after}</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>It has ended</source>
        <translation>程序终结</translation>
    </message>
    <message>
        <source>Set the end</source>
        <translation>登记终结</translation>
    </message>
    <message>
        <source>{what}, since {day}</source>
        <translation>{what}，自 {day}</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>终结日期</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>From that day the period runs again.</source>
        <translation>从这一天起重新计算。</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Register with head office</source>
        <translation>向联社登记</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Key files ({patterns})</source>
        <translation>登记文件（{patterns}）</translation>
    </message>
    <message>
        <source>Head office&apos;s file</source>
        <translation>联社文件</translation>
    </message>
    <message>
        <source>{bank} ({file})</source>
        <translation>{bank}（{file}）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>the file that head office handed out</source>
        <translation>联社发下来的登记文件</translation>
    </message>
    <message>
        <source>Ring head office up under a number that you know already, not one from the file, and have the twenty digits read out. Only they prove whose file it is.</source>
        <translation>请拨打您本来就知道的联社电话（不要用文件里写的号码），请对方念出二十位数字。只有这些数字能证明文件确是联社的。</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>Branch code</source>
        <translation>网点代码</translation>
    </message>
    <message>
        <source>The request to be registered is written beside head office&apos;s file: take the stick back there.</source>
        <translation>登记申请写在联社文件旁边：请把U盘带回联社。</translation>
    </message>
    <message>
        <source>From then on this branch&apos;s packages can be read by this head office only</source>
        <translation>登记以后，本网点的数据包只有这个联社能读</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Evidence: {what}, {day}</source>
        <translation>凭据：{what}，{day}</translation>
    </message>
    <message>
        <source>Computing the clocks</source>
        <translation>正在计算时效</translation>
    </message>
    <message>
        <source>{what}
The record stays, marked as withdrawn; the clock goes back.</source>
        <translation>{what}
记录保留并标为已撤销，时效按撤销后重算。</translation>
    </message>
    <message>
        <source>Withdraw a record</source>
        <translation>撤销登记</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>正在读取凭据</translation>
    </message>
</context>
<context>
    <name>EntryDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>EventDialog</name>
    <message>
        <source>Record what happened</source>
        <translation>补录事件</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>number of the paper: receipt, case, agreement</source>
        <translation>收据、案号、协议等的编号</translation>
    </message>
    <message>
        <source>Say what happened and when: what it does to the clock shows here</source>
        <translation>填写发生了什么、哪一天，这里显示对时效的影响</translation>
    </message>
    <message>
        <source>Loan {loan_no}, due {due}</source>
        <translation>借据 {loan_no}，{due} 到期</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>到期日不明</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Demand</source>
        <translation>催告送达</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>债务人同意</translation>
    </message>
    <message>
        <source>Court</source>
        <translation>诉讼等程序</translation>
    </message>
    <message>
        <source>Suspension, terms</source>
        <translation>中止与期限</translation>
    </message>
    <message>
        <source>No effect</source>
        <translation>不生效</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>终结日期</translation>
    </message>
    <message>
        <source>To perform by</source>
        <translation>履行期满日</translation>
    </message>
    <message>
        <source>New due date</source>
        <translation>新到期日</translation>
    </message>
    <message>
        <source>leave blank while it lasts</source>
        <translation>未终结的空着</translation>
    </message>
    <message>
        <source>as the paper states it</source>
        <translation>照文书填写</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>lasts</source>
        <translation>未终结</translation>
    </message>
    <message>
        <source>interrupts</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>revives</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>suspends</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>judgment</source>
        <translation>裁判生效</translation>
    </message>
    <message>
        <source>due earlier</source>
        <translation>提前到期</translation>
    </message>
    <message>
        <source>no effect</source>
        <translation>不生效</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>已计入</translation>
    </message>
    <message>
        <source>proved</source>
        <translation>有凭据</translation>
    </message>
    <message>
        <source>claimed only</source>
        <translation>无凭据</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Second day</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时效</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>EventsTab</name>
    <message>
        <source>Nothing yet: F7 enters a suit, a consent, a payment or an old paper</source>
        <translation>还没有。按 F7 补录起诉、同意、还款或旧凭证</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Record what happened…</source>
        <translation>补录事件…</translation>
    </message>
    <message>
        <source>It has ended…</source>
        <translation>程序终结…</translation>
    </message>
    <message>
        <source>Add evidence…</source>
        <translation>补凭据…</translation>
    </message>
    <message>
        <source>Open the evidence</source>
        <translation>查看凭据</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Entered by hand, or by a delivery</source>
        <translation>手工补录或由送达产生</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Save a copy…</source>
        <translation>另存一份…</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存一份</translation>
    </message>
    <message>
        <source>{size} KB</source>
        <translation>{size} KB</translation>
    </message>
    <message>
        <source>Not a picture: save a copy and open it with its own program.</source>
        <translation>不是图片。另存一份，用相应的程序打开。</translation>
    </message>
</context>
<context>
    <name>EvidenceLine</name>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>none; drop photos here</source>
        <translation>还没有，可把照片拖到这里</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Branch {code}, PC {letter}, with {office}</source>
        <translation>{code} 号网点 · {letter} 机 · {office}</translation>
    </message>
    <message>
        <source>Last package</source>
        <translation>上次写出</translation>
    </message>
    <message>
        <source>Last return</source>
        <translation>上次读入</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>尚未确认</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>要做的</translation>
    </message>
    <message>
        <source>This database was restored or copied. Write a package and take in the return before anybody types again: what is missing comes back by itself.</source>
        <translation>数据恢复过或是拷贝来的：请先写出数据包、读入回执包，再录入。缺的记录会自己回来，不要重录。</translation>
    </message>
    <message>
        <source>The last package was refused: {why}</source>
        <translation>上一个数据包被联社拒收：{why}</translation>
    </message>
    <message>
        <source>An exchange is due: write a package and hand it over.</source>
        <translation>该同步了：请写出数据包，交给联社。</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>No. {number}, {when}; head office: {state}</source>
        <translation>第 {number} 号，{when}；联社：{state}</translation>
    </message>
    <message>
        <source>No. {number}, {when}</source>
        <translation>第 {number} 号，{when}</translation>
    </message>
    <message>
        <source>nothing: head office has everything</source>
        <translation>没有，联社已全部入库</translation>
    </message>
    <message>
        <source>%n entry(s), they go along with the next package</source>
        <translation>%n 条记录，随下一个数据包一起送</translation>
    </message>
    <message>
        <source>with %n more that head office knows already</source>
        <translation>另有 %n 条联社确认过的按规则再送一次</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>{day} (%n day(s) ago)</source>
        <translation>{day}（%n 天前）</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>未答复</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已入库</translation>
    </message>
    <message>
        <source>received, some held</source>
        <translation>已入库，有挂起</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>kept for later</source>
        <translation>程序太旧，待升级</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Its entries go along again until head office confirms them</source>
        <translation>联社确认以前，其中的记录每次都会再带上</translation>
    </message>
    <message>
        <source>Head office reads it when its program is up to date</source>
        <translation>联社程序升级后会读</translation>
    </message>
    <message>
        <source>{new} new, {known} known already</source>
        <translation>新记录 {new} 条，已有 {known} 条</translation>
    </message>
    <message>
        <source>{count} held</source>
        <translation>挂起 {count} 条</translation>
    </message>
    <message>
        <source>the journal forks: somebody there looks into it</source>
        <translation>记录出现分叉，联社有人核查</translation>
    </message>
    <message>
        <source>earlier entries are missing there; the next package has them</source>
        <translation>联社还缺更早的记录，下一个数据包会补上</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写出时间</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Check code</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>At head office</source>
        <translation>联社处理</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>here</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>at head office</source>
        <translation>联社</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>在哪里</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Waits because</source>
        <translation>挂起原因</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Principal balance</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>Interest owed</source>
        <translation>欠息</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>利率</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Five-class grade</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Missing from the ledger</source>
        <translation>台账里没有</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提出日期</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>台账写的</translation>
    </message>
    <message>
        <source>Should be</source>
        <translation>应该是</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>open</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已采纳</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>未采纳</translation>
    </message>
</context>
<context>
    <name>ExchangePage</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Packages to head office, returns from it</source>
        <translation>用U盘把数据包送到联社，把回执包带回来</translation>
    </message>
    <message>
        <source>This is a copy…</source>
        <translation>本机是一份拷贝…</translation>
    </message>
    <message>
        <source>Not registered with head office yet</source>
        <translation>还没有向联社登记</translation>
    </message>
    <message>
        <source>Head office hands out a file. Take it in, compare its fingerprint by phone.</source>
        <translation>联社会发一份登记文件：在这里读入，并打电话核对指纹。</translation>
    </message>
    <message>
        <source>Then head office registers this PC, and packages go to and fro.</source>
        <translation>然后由联社登记本机，就可以来回传送数据包了。</translation>
    </message>
    <message>
        <source>Register…</source>
        <translation>登记…</translation>
    </message>
    <message>
        <source>Write a package to a stick</source>
        <translation>写出数据包到U盘</translation>
    </message>
    <message>
        <source>Take in head office&apos;s return</source>
        <translation>读入联社回执包</translation>
    </message>
    <message>
        <source>A teller or a credit officer does this; accountant or manager sign it.</source>
        <translation>由柜员或信贷员操作，会计或主任复核。</translation>
    </message>
    <message>
        <source>Everything that head office has not confirmed yet goes along.</source>
        <translation>联社还没有确认的记录都一起写出。</translation>
    </message>
    <message>
        <source>Shows what will change before anything does.</source>
        <translation>先显示会改变什么，确认后才读入。</translation>
    </message>
    <message>
        <source>Write a package</source>
        <translation>写出数据包</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>The package is sealed: on its way nobody but head office can read it</source>
        <translation>数据包是加密的，路上除了联社谁也打不开</translation>
    </message>
    <message>
        <source>Write a package to {place}</source>
        <translation>写出数据包到 {place}</translation>
    </message>
    <message>
        <source>and one entry more: that it was written</source>
        <translation>另加写出本身的 1 条记录</translation>
    </message>
    <message>
        <source>Check code {code}. Compare these figures with the slip.</source>
        <translation>校验码 {code}。请与交接单上的数字核对。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) found no room; they go with a later package.</source>
        <translation>
            <numerusform>有 %n 张照片放不下，以后的数据包再带。</numerusform>
        </translation>
    </message>
    <message>
        <source>Package {number} is written</source>
        <translation>第 {number} 号数据包已写好</translation>
    </message>
    <message>
        <source>The package itself is kept here: choose it below and copy it with F9.</source>
        <translation>数据包本身已写好，留在本机：插好U盘，在下面选中它，按 F9 再拷一次。</translation>
    </message>
    <message>
        <source>Package {number} is not on the stick</source>
        <translation>第 {number} 号数据包没有写到U盘上</translation>
    </message>
    <message>
        <source>Copy package {number} again</source>
        <translation>再拷一次第 {number} 号数据包</translation>
    </message>
    <message>
        <source>The file of package {number}, written {when}, once more as it is: {file}</source>
        <translation>第 {number} 号数据包（{when} 写出）的原文件，原样再拷一份：{file}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>拷贝</translation>
    </message>
    <message>
        <source>“{what}” of another PC is kept but not applied here, and listed no more. Should what it waits for come after all, it is applied by itself.</source>
        <translation>另一台电脑的“{what}”保留在本机，但不入账，也不再列出；以后它等的东西来了，会自动办理。</translation>
    </message>
    <message>
        <source>Set an entry aside</source>
        <translation>搁置挂起的记录</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Take in {file}</source>
        <translation>读入 {file}</translation>
    </message>
    <message>
        <source>{file} is taken in</source>
        <translation>{file} 已读入</translation>
    </message>
    <message>
        <source>You may remove the stick now.</source>
        <translation>现在可以取下U盘。</translation>
    </message>
    <message>
        <source>The request to be registered is written</source>
        <translation>登记申请已写好</translation>
    </message>
</context>
<context>
    <name>ExchangePresenter</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>正在登记</translation>
    </message>
    <message>
        <source>Writing the request</source>
        <translation>正在写登记申请</translation>
    </message>
    <message>
        <source>Making this PC one of its own</source>
        <translation>正在为本机换号</translation>
    </message>
    <message>
        <source>Counting what goes along</source>
        <translation>正在统计数据包内容</translation>
    </message>
    <message>
        <source>Writing the package</source>
        <translation>正在写出数据包</translation>
    </message>
    <message>
        <source>Copying the package</source>
        <translation>正在拷贝数据包</translation>
    </message>
    <message>
        <source>Looking into the return</source>
        <translation>正在查看回执包</translation>
    </message>
    <message>
        <source>Taking the return in</source>
        <translation>正在读入回执包</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>ExpiredCard</name>
    <message numerus="yes">
        <source>%n loan(s)  principal {amount}</source>
        <translation>
            <numerusform>%n 笔  本金 {amount}</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} % of the principal; only the debtor&apos;s consent revives a claim</source>
        <translation>占本金 {share} %；只有借款人同意履行才能恢复</translation>
    </message>
    <message>
        <source>Limitation over</source>
        <translation>时效已届满</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Exporting to Excel</source>
        <translation>正在导出 Excel</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>%n row(s) written to {file}</source>
        <translation>已写入 {file}，%n 行</translation>
    </message>
</context>
<context>
    <name>FoundingPage</name>
    <message>
        <source>Set up users</source>
        <translation>建立用户</translation>
    </message>
    <message>
        <source>From then on each signs in by name; the key file and the one password end</source>
        <translation>此后各人用自己的用户名登录，密钥文件和原来的密码作废</translation>
    </message>
    <message>
        <source>First users</source>
        <translation>第一批用户</translation>
    </message>
    <message>
        <source>Make the users</source>
        <translation>建立用户</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Making the users</source>
        <translation>正在建立用户</translation>
    </message>
</context>
<context>
    <name>Guarantee</name>
    <message>
        <source>Not agreed</source>
        <translation>未约定</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>连带</translation>
    </message>
    <message>
        <source>General</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Unclear, until all is paid</source>
        <translation>约定不明（直至还清）</translation>
    </message>
    <message>
        <source>In months</source>
        <translation>按月约定</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>自然人</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Government organ</source>
        <translation>国家机关</translation>
    </message>
    <message>
        <source>Village committee</source>
        <translation>村民委员会</translation>
    </message>
    <message>
        <source>School, hospital, charity</source>
        <translation>学校、医院等公益单位</translation>
    </message>
    <message>
        <source>Demand reached the guarantor</source>
        <translation>催收通知到达保证人</translation>
    </message>
    <message>
        <source>Demand sent, arrival not proved</source>
        <translation>催收通知寄出，无到达证明</translation>
    </message>
    <message>
        <source>Suit against the guarantor</source>
        <translation>起诉保证人</translation>
    </message>
    <message>
        <source>Suit withdrawn, complaint served on the guarantor</source>
        <translation>撤诉，起诉状副本已送达保证人</translation>
    </message>
    <message>
        <source>Suit or arbitration against debtor</source>
        <translation>对债务人起诉或申请仲裁</translation>
    </message>
    <message>
        <source>Notarised deed enforced</source>
        <translation>对债务人申请执行公证债权文书</translation>
    </message>
    <message>
        <source>Debtor proved unable to pay</source>
        <translation>保证人拒绝承担保证责任的权利消灭</translation>
    </message>
    <message>
        <source>Guarantor paid</source>
        <translation>保证人还款</translation>
    </message>
    <message>
        <source>Ordinary notice signed</source>
        <translation>保证人在催收通知上签字</translation>
    </message>
    <message>
        <source>New guarantee signed</source>
        <translation>保证人重新签订保证</translation>
    </message>
    <message>
        <source>not entered yet</source>
        <translation>合同尚未录入</translation>
    </message>
    <message>
        <source>day unknown</source>
        <translation>日期不明</translation>
    </message>
    <message>
        <source>%n month(s)</source>
        <translation>%n 个月</translation>
    </message>
    <message>
        <source>{day}  mode: {mode}  period: {period}</source>
        <translation>{day}  {mode}  期间 {period}</translation>
    </message>
    <message>
        <source>period to {day}</source>
        <translation>保证期间至 {day}</translation>
    </message>
    <message>
        <source>liable to {day}</source>
        <translation>应承担，时效至 {day}</translation>
    </message>
    <message>
        <source>to check: no contract day</source>
        <translation>待核：缺保证合同日期</translation>
    </message>
    <message>
        <source>{state}, not proved</source>
        <translation>{state}（无凭据）</translation>
    </message>
    <message>
        <source>liable, in court</source>
        <translation>应承担，诉讼中</translation>
    </message>
    <message>
        <source>liable after enforcement</source>
        <translation>执行不能后承担</translation>
    </message>
    <message>
        <source>guarantee debt run out</source>
        <translation>保证债务时效已过</translation>
    </message>
    <message>
        <source>released {day}</source>
        <translation>已免责 {day}</translation>
    </message>
    <message>
        <source>not liable</source>
        <translation>不承担</translation>
    </message>
    <message>
        <source>as long as the loan&apos;s limitation</source>
        <translation>随主债务时效</translation>
    </message>
    <message>
        <source>void, at most {share}</source>
        <translation>保证无效，最多赔 {share}</translation>
    </message>
    <message>
        <source>to check</source>
        <translation>待核</translation>
    </message>
</context>
<context>
    <name>HistoryTabs</name>
    <message>
        <source>No package has been written yet. Each one is listed here, with its answer.</source>
        <translation>还没有写出过数据包。写出以后，每一个都列在这里，并写明联社的处理结果。</translation>
    </message>
    <message>
        <source>No entry waits, neither here nor at head office.</source>
        <translation>本机和联社都没有挂起的记录。</translation>
    </message>
    <message>
        <source>Nothing asked yet. Where head office&apos;s figure is wrong, open the debtor&apos;s dossier, choose the loan, then More, Ask head office to correct.</source>
        <translation>还没有提过更正。联社的数字有误时，打开户档案，选中借据，点“更多”里的“请联社更正”。</translation>
    </message>
    <message>
        <source>No target yet. What head office wants recovered comes with its return.</source>
        <translation>还没有目标。联社下达的清收目标随回执包到来。</translation>
    </message>
    <message>
        <source>Copy to a stick again…</source>
        <translation>再拷到U盘…</translation>
    </message>
    <message>
        <source>Set aside…</source>
        <translation>搁置…</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Corrections asked</source>
        <translation>更正申请</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>清收目标</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>What</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Loan number</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Principal before</source>
        <translation>原本金</translation>
    </message>
    <message>
        <source>Principal now</source>
        <translation>现本金</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>增减</translation>
    </message>
    <message>
        <source>Interest now</source>
        <translation>现欠息</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Principal when last listed</source>
        <translation>最后一次的本金</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>信贷员</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>不在台账</translation>
    </message>
    <message>
        <source>back</source>
        <translation>重新出现</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变化</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{file}: %n loan(s)</source>
        <translation>
            <numerusform>{file}：%n 笔</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPresenter</name>
    <message>
        <source>Reading the list of imports</source>
        <translation>正在读取导入记录</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <source>Reading what changed</source>
        <translation>正在读取变化</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>ImportedDialog</name>
    <message>
        <source>Ledger imported</source>
        <translation>台账已导入</translation>
    </message>
    <message>
        <source>What the ledger brings</source>
        <translation>这份台账会带来什么</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Problems {count}</source>
        <translation>问题 {count}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message numerus="yes">
        <source>Ledger of {day}: %n branch(es), {loans} loans, {balance}</source>
        <translation>
            <numerusform>{day} 的台账：%n 个网点，{loans} 笔，余额 {balance} 元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held entry(s) go on</source>
        <translation>
            <numerusform>解除挂起 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es) have no row in it and keep what they have: {named}</source>
        <translation>
            <numerusform>有 %n 个网点在文件里没有借据，原台账不变：{named}</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>InputField</name>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>InterestCard</name>
    <message>
        <source>Interest computed to {day}</source>
        <translation>利息怎么算（算至 {day}）</translation>
    </message>
    <message>
        <source>Interest together</source>
        <translation>利息合计</translation>
    </message>
    <message>
        <source>With the principal</source>
        <translation>本息合计</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message numerus="yes">
        <source>{principal} × %n day(s) × {rate} per 10,000 a day</source>
        <translation>
            <numerusform>{principal} × %n 天 × 日万分之 {rate}</numerusform>
        </translation>
    </message>
    <message>
        <source>The ledger states no rate: nothing is added after its date</source>
        <translation>台账没有利率：数据日期以后不再加计</translation>
    </message>
    <message>
        <source>Contract rate {rate} ‰ a month</source>
        <translation>合同利率 月 {rate}‰</translation>
    </message>
    <message>
        <source>Contract rate {rate} % a year</source>
        <translation>合同利率 年 {rate}%</translation>
    </message>
</context>
<context>
    <name>IssuedList</name>
    <message>
        <source>All kinds</source>
        <translation>所有种类</translation>
    </message>
    <message>
        <source>Serial or name</source>
        <translation>编号或姓名</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>未印</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已印</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>已交出</translation>
    </message>
    <message>
        <source>Print again…</source>
        <translation>补打…</translation>
    </message>
    <message>
        <source>It printed</source>
        <translation>已印好</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>打开档案</translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not confirmed as printed</source>
        <translation>
            <numerusform>%n 份未确认已印</numerusform>
        </translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>A first print and a reprint are marked apart: select one sort.</source>
        <translation>首次打印和补打的标记不同，请分开选择。</translation>
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
    <name>Journal</name>
    <message>
        <source>ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>guarantee</source>
        <translation>保证</translation>
    </message>
    <message>
        <source>relief</source>
        <translation>减免</translation>
    </message>
    <message>
        <source>money</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>note</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Ledger of {day} imported ({file})</source>
        <translation>导入 {day} 台账（{file}）</translation>
    </message>
    <message>
        <source>Loan {loan_no}: settled</source>
        <translation>{loan_no} 已结清</translation>
    </message>
    <message>
        <source>Loan {loan_no}: moved to another place</source>
        <translation>{loan_no} 已转出</translation>
    </message>
    <message>
        <source>Loan {loan_no}: still standing, the ledger lost it</source>
        <translation>{loan_no} 仍然存在，台账漏列</translation>
    </message>
    <message>
        <source>Notice of round {round} issued: {serial}</source>
        <translation>出具第 {round} 次通知书 {serial}</translation>
    </message>
    <message>
        <source>Notice printed</source>
        <translation>通知书已打印</translation>
    </message>
    <message>
        <source>Notice handed out to be served</source>
        <translation>通知书已交送达人</translation>
    </message>
    <message>
        <source>Reprint: {paper}</source>
        <translation>补打：{paper}</translation>
    </message>
    <message>
        <source>{paper} sent to the printer</source>
        <translation>{paper}已送打印机</translation>
    </message>
    <message>
        <source>{paper} written as PDF</source>
        <translation>{paper}已存为 PDF</translation>
    </message>
    <message>
        <source>{paper} written for Word</source>
        <translation>{paper}已存为 Word</translation>
    </message>
    <message>
        <source>{paper} written as a file of its own</source>
        <translation>{paper}已单独存为 PDF</translation>
    </message>
    <message>
        <source>Delivery list written</source>
        <translation>送达清单已存为 PDF</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>{paper} issued: {serial}</source>
        <translation>出具{paper} {serial}</translation>
    </message>
    <message>
        <source>Issued to the entry that was made one with this</source>
        <translation>已发给后来并入本户的另一条</translation>
    </message>
    <message>
        <source>Printed: {serials}</source>
        <translation>已印：{serials}</translation>
    </message>
    <message>
        <source>Handed out: {serials}</source>
        <translation>已交出：{serials}</translation>
    </message>
    <message>
        <source>%n paper(s) from {serial} on</source>
        <translation>自 {serial} 起 %n 份</translation>
    </message>
    <message>
        <source>{serial}: evidence copied to {file}</source>
        <translation>{serial}：凭据另存为 {file}</translation>
    </message>
    <message>
        <source>%n evidence file(s)</source>
        <translation>凭据 %n 份</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>未附凭据</translation>
    </message>
    <message>
        <source>{serial}: %n evidence file(s) added</source>
        <translation>{serial} 补充凭据 %n 份</translation>
    </message>
    <message>
        <source>{serial}: delivery record withdrawn</source>
        <translation>{serial} 撤销送达登记</translation>
    </message>
    <message>
        <source>Notices may go out again</source>
        <translation>冒名调查结束，可以再出通知书</translation>
    </message>
    <message>
        <source>Held: impersonation under inquiry</source>
        <translation>冒名调查，暂停通知</translation>
    </message>
    <message>
        <source>Noted as living</source>
        <translation>更正：借款人健在</translation>
    </message>
    <message>
        <source>Noted as deceased</source>
        <translation>登记去世</translation>
    </message>
    <message>
        <source>Loan {loan_no}: {what}</source>
        <translation>借据 {loan_no}：{what}</translation>
    </message>
    <message>
        <source>limitation to {day}</source>
        <translation>时效至 {day}</translation>
    </message>
    <message>
        <source>Loan {loan_no}: {what} ended on {day}</source>
        <translation>借据 {loan_no}：{what}，{day} 终结</translation>
    </message>
    <message>
        <source>Loan {loan_no}: %n evidence file(s) for {what}</source>
        <translation>借据 {loan_no}：{what}补凭据 %n 份</translation>
    </message>
    <message>
        <source>Loan {loan_no}: {what} withdrawn</source>
        <translation>借据 {loan_no}：撤销{what}</translation>
    </message>
    <message>
        <source>Guarantee of {name} for loan {loan_no} entered</source>
        <translation>录入 {name} 对借据 {loan_no} 的保证</translation>
    </message>
    <message>
        <source>Guarantee of {name} for loan {loan_no} corrected</source>
        <translation>更正 {name} 对借据 {loan_no} 的保证</translation>
    </message>
    <message>
        <source>Guarantor {name}, loan {loan_no}: {what}</source>
        <translation>保证人 {name}，借据 {loan_no}：{what}</translation>
    </message>
    <message>
        <source>Guarantor {name}, loan {loan_no}: %n evidence file(s) for {what}</source>
        <translation>保证人 {name}，借据 {loan_no}：{what}补凭据 %n 份</translation>
    </message>
    <message>
        <source>Guarantor {name}, loan {loan_no}: {what} withdrawn</source>
        <translation>保证人 {name}，借据 {loan_no}：撤销{what}</translation>
    </message>
    <message>
        <source>Identity number shown in full</source>
        <translation>查看身份证号码全文</translation>
    </message>
    <message>
        <source>Phone shown in full</source>
        <translation>查看电话全文</translation>
    </message>
    <message>
        <source>Address shown in full</source>
        <translation>查看地址全文</translation>
    </message>
    <message>
        <source>Contact shown in full</source>
        <translation>查看了联系方式全文</translation>
    </message>
    <message>
        <source>Backup {copy} restored; the file before: {kept}</source>
        <translation>已从备份 {copy} 恢复；原文件保存为 {kept}</translation>
    </message>
    <message>
        <source>No second folder for backups</source>
        <translation>不再使用第二备份文件夹</translation>
    </message>
    <message>
        <source>Backups go to {folder} as well</source>
        <translation>备份另存一份到 {folder}</translation>
    </message>
    <message>
        <source>Loan {loan_no}: head office asked to correct it</source>
        <translation>借据 {loan_no}：已请联社更正</translation>
    </message>
    <message>
        <source>Further rows of the entry before</source>
        <translation>前一条记录的其余内容</translation>
    </message>
    <message>
        <source>Agreement {serial} made: {count} instalments, {total} in all</source>
        <translation>还款协议 {serial}：共 {count} 期，合计 {total}</translation>
    </message>
    <message>
        <source>, in the place of {serial}</source>
        <translation>，取代 {serial}</translation>
    </message>
    <message>
        <source>Agreement {serial} signed on {day}, last instalment {last}</source>
        <translation>还款协议 {serial} 于 {day} 签订，最后一期 {last}</translation>
    </message>
    <message>
        <source>; signed with him: {names}</source>
        <translation>；同时签名：{names}</translation>
    </message>
    <message>
        <source>Evidence added to agreement {serial}</source>
        <translation>还款协议 {serial} 补充凭据</translation>
    </message>
    <message>
        <source>Notice {notice} arrived on {day}: agreement {serial} is due in whole</source>
        <translation>通知书 {notice} 于 {day} 到达：协议 {serial} 全部提前到期</translation>
    </message>
    <message>
        <source>{amount} promised by {day}</source>
        <translation>承诺 {day} 前还 {amount}</translation>
    </message>
    <message>
        <source>Promise of {amount} withdrawn: {reason}</source>
        <translation>撤销承诺 {amount}：{reason}</translation>
    </message>
    <message>
        <source>{amount} yuan repaid ({kind}): receipt {serial}</source>
        <translation>归还 {amount} 元（{kind}）：收据 {serial}</translation>
    </message>
    <message>
        <source>Repayment of {amount} yuan reversed: receipt {serial} is void ({reason})</source>
        <translation>冲正收款 {amount} 元：收据 {serial} 作废（{reason}）</translation>
    </message>
    <message>
        <source>Loan {loan_no}: receipt {serial} is in the ledger ({note})</source>
        <translation>借据 {loan_no}：收据 {serial} 已在台账中（{note}）</translation>
    </message>
    <message>
        <source>Loan {loan_no}: receipt {serial} is not in the ledger yet ({note})</source>
        <translation>借据 {loan_no}：收据 {serial} 尚未进台账（{note}）</translation>
    </message>
    <message>
        <source>{day} closed: {amount} yuan of cash counted</source>
        <translation>{day} 已轧账：清点现金 {amount} 元</translation>
    </message>
    <message>
        <source>{day} opened again ({reason})</source>
        <translation>{day} 重新开放（{reason}）</translation>
    </message>
    <message>
        <source>{kind} learned from {source} on {day}</source>
        <translation>{day} 从{source}得知{kind}</translation>
    </message>
    <message>
        <source>{kind} from {source} of {day} withdrawn</source>
        <translation>撤销 {day} 来自{source}的{kind}</translation>
    </message>
    <message>
        <source>{role} {name} entered</source>
        <translation>登记{role} {name}</translation>
    </message>
    <message>
        <source>{role} {name} corrected</source>
        <translation>更正{role} {name}</translation>
    </message>
    <message>
        <source>{role} {name} withdrawn</source>
        <translation>撤销{role} {name}</translation>
    </message>
    <message>
        <source>Another entry of the same person made one</source>
        <translation>与同一人的另一条合并</translation>
    </message>
    <message>
        <source>Two entries parted again</source>
        <translation>撤销合并，恢复为两户</translation>
    </message>
    <message>
        <source>Relief of {waived} granted, valid until {until}; {to_pay} to be paid first</source>
        <translation>批准减免利息 {waived} 元，有效至 {until}；须先付清 {to_pay} 元</translation>
    </message>
    <message>
        <source>Relief approved in writing: {number}</source>
        <translation>减免已有书面批复：{number}</translation>
    </message>
    <message>
        <source>Relief withdrawn ({reason})</source>
        <translation>减免撤回（{reason}）</translation>
    </message>
    <message>
        <source>; relief booked, {waived} waived</source>
        <translation>；减免入账 {waived} 元</translation>
    </message>
    <message>
        <source>; relief undone, {waived} owed again</source>
        <translation>；减免撤销，{waived} 元利息照欠</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>New recovery code…</source>
        <translation>另制恢复码…</translation>
    </message>
    <message>
        <source>Head office&apos;s phone key…</source>
        <translation>联社电话密钥…</translation>
    </message>
    <message>
        <source>A recovery code lies in its envelope</source>
        <translation>恢复码已封存</translation>
    </message>
    <message>
        <source>There is no recovery code: have a new one made</source>
        <translation>现在没有恢复码，请另制新码</translation>
    </message>
    <message>
        <source>A new recovery code is made; the old slip opens nothing any more.</source>
        <translation>另制恢复码，旧码随即作废。</translation>
    </message>
    <message>
        <source>Making the recovery code</source>
        <translation>正在制作恢复码</translation>
    </message>
    <message>
        <source>Head office&apos;s key file</source>
        <translation>联社的电话密钥文件</translation>
    </message>
    <message>
        <source>The key in {file} is laid in: by it head office&apos;s codes over the phone are known.</source>
        <translation>登记 {file} 中的密钥，凭它核对联社电话告知的复核码。</translation>
    </message>
    <message>
        <source>Laying in the key</source>
        <translation>正在登记密钥</translation>
    </message>
    <message>
        <source>Its fingerprint is {mark}. Call head office and compare it; then delete the key file.</source>
        <translation>密钥指纹 {mark}。请致电联社核对指纹，核对无误后删除密钥文件。</translation>
    </message>
    <message>
        <source>Head office&apos;s phone key is laid in</source>
        <translation>联社电话密钥已登记</translation>
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
        <source>from the due date</source>
        <translation>到期起算</translation>
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
    <name>LedgerDialog</name>
    <message>
        <source>Import a ledger</source>
        <translation>导入网点台账</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>as the core system exported it</source>
        <translation>核心系统导出的文件</translation>
    </message>
    <message>
        <source>blank where the file says it</source>
        <translation>文件里有日期的可不填</translation>
    </message>
    <message>
        <source>The ledger of branch {branch}: its loans go down with the next return, and entries that waited for one of them go on.</source>
        <translation>网点 {branch} 的台账：随下一个回执包下发；等这些借据的挂起记录会自动通过。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Ledger of</source>
        <translation>台账日期</translation>
    </message>
    <message>
        <source>No column names the branch of a row: say which one does.</source>
        <translation>没有认出哪一列是机构号：请在下面指出。</translation>
    </message>
    <message>
        <source>Look at the columns in red: what is confirmed here is taken as it stands.</source>
        <translation>请核对标红的列：继续就是确认它们的含义。</translation>
    </message>
    <message>
        <source>One file of all branches, in which each row names its branch by code: every branch gets its own loans with its next return.</source>
        <translation>一份文件包含所有网点的台账，每行写明机构号：各网点的借据随下一个回执包分别下发。</translation>
    </message>
    <message>
        <source>Ledgers ({patterns})</source>
        <translation>台账（{patterns}）</translation>
    </message>
    <message>
        <source>A ledger</source>
        <translation>台账</translation>
    </message>
</context>
<context>
    <name>LedgerFields</name>
    <message>
        <source>(not used)</source>
        <translation>（不用）</translation>
    </message>
    <message>
        <source>Loan number</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Principal owed</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Day lent</source>
        <translation>发放日</translation>
    </message>
    <message>
        <source>Due day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Amount lent</source>
        <translation>借款金额</translation>
    </message>
    <message>
        <source>Contract rate</source>
        <translation>合同利率</translation>
    </message>
    <message>
        <source>Interest on balance</source>
        <translation>表内欠息</translation>
    </message>
    <message>
        <source>Interest off balance</source>
        <translation>表外欠息</translation>
    </message>
    <message>
        <source>Interest together</source>
        <translation>欠息合计</translation>
    </message>
    <message>
        <source>Five-class</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Guarantors</source>
        <translation>保证人</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>信贷员</translation>
    </message>
    <message>
        <source>Contract number</source>
        <translation>合同号</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>客户号</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Running number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Branch code</source>
        <translation>机构号</translation>
    </message>
    <message>
        <source>‰ a month</source>
        <translation>月利率 ‰</translation>
    </message>
    <message>
        <source>% a year</source>
        <translation>年利率 %</translation>
    </message>
    <message>
        <source>is it “{field}”?</source>
        <translation>是不是“{field}”？</translation>
    </message>
    <message>
        <source>the contents do not look like it</source>
        <translation>内容不像</translation>
    </message>
    <message>
        <source>the heading may mean something else</source>
        <translation>表头可能另有所指</translation>
    </message>
    <message>
        <source>two columns claim to be this</source>
        <translation>有两列都像</translation>
    </message>
    <message>
        <source>guessed by the contents alone</source>
        <translation>只凭内容猜测</translation>
    </message>
    <message>
        <source>a month or a year? choose below</source>
        <translation>月利率还是年利率？</translation>
    </message>
    <message>
        <source>yuan or ten thousand? choose below</source>
        <translation>元还是万元？</translation>
    </message>
    <message>
        <source>Number of loans</source>
        <translation>笔数</translation>
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
        <source>Suspended</source>
        <translation>时效中止</translation>
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
    <name>LoansTab</name>
    <message>
        <source>How was this computed?</source>
        <translation>怎么算出来的</translation>
    </message>
    <message>
        <source>Record what happened…</source>
        <translation>补录事件…</translation>
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
        <source>Owed today {amount}</source>
        <translation>应还合计 {amount}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>“{form}” was open when the screen was locked. What was typed is kept and comes back when it is opened again.</source>
        <translation>锁屏时“{form}”还没填完。已填的内容已保留，重新打开该表单即恢复。</translation>
    </message>
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
        <source>Backing up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
</context>
<context>
    <name>MappingTable</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not certain</source>
        <translation>
            <numerusform>%n 列不确定</numerusform>
        </translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Contents, for example</source>
        <translation>内容举例</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>对应字段</translation>
    </message>
    <message>
        <source>Certain?</source>
        <translation>是否确定</translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s)</source>
        <translation>
            <numerusform>%n 张表</numerusform>
        </translation>
    </message>
    <message>
        <source>certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>please check</source>
        <translation>请核对</translation>
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
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Change over to another user</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Branch details</source>
        <translation>机构资料</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Backups and restoring</source>
        <translation>备份与恢复</translation>
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
    <name>MergeDialog</name>
    <message>
        <source>The same person twice</source>
        <translation>重复户合并</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Both have an identity number, and not the same one: be sure.</source>
        <translation>两条都有身份证号而且不同：务必查清是同一人。</translation>
    </message>
    <message>
        <source>how it was found out that they are one</source>
        <translation>怎样查明是同一人</translation>
    </message>
    <message>
        <source>Kept: {entry}</source>
        <translation>保留：{entry}</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>并入的一条</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>MissingTab</name>
    <message numerus="yes">
        <source>%n loan(s) to find out about      principal {amount}</source>
        <translation>
            <numerusform>%n 笔待查      本金 {amount}</numerusform>
        </translation>
    </message>
    <message>
        <source>Note: receipt, where it went, on whose word</source>
        <translation>备注：收据号、转到哪里、谁说的</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已结清</translation>
    </message>
    <message>
        <source>Moved elsewhere</source>
        <translation>已转出</translation>
    </message>
    <message>
        <source>Still stands</source>
        <translation>仍存在</translation>
    </message>
    <message>
        <source>Choose rows, write a note, then say what was found out.</source>
        <translation>选中借款，写明依据，再登记查实的结果。可以一次选多笔。</translation>
    </message>
</context>
<context>
    <name>NoticeFilters</name>
    <message>
        <source>All villages</source>
        <translation>全部村组</translation>
    </message>
    <message>
        <source>All officers</source>
        <translation>全部信贷员</translation>
    </message>
    <message>
        <source>Notice date, interest to</source>
        <translation>通知书日期，利息算至</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Loans</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Runs out first</source>
        <translation>最早届满</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>户</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村组</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Total owed</source>
        <translation>本息合计</translation>
    </message>
    <message>
        <source>Serials</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>未印</translation>
    </message>
    <message>
        <source>Printed, not handed out</source>
        <translation>已印未交</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Did it print?</source>
        <translation>印好了吗？</translation>
    </message>
    <message>
        <source>Hand out to the servers</source>
        <translation>待交送达人</translation>
    </message>
    <message>
        <source>delivery list</source>
        <translation>送达清单</translation>
    </message>
    <message>
        <source>demand notices</source>
        <translation>催收通知书</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>Ready to print</source>
        <translation>可打印</translation>
    </message>
    <message>
        <source>First round</source>
        <translation>第一次</translation>
    </message>
    <message>
        <source>Second round</source>
        <translation>第二次</translation>
    </message>
    <message>
        <source>Third round</source>
        <translation>第三次</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>暂缓</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一次</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二次</translation>
    </message>
    <message>
        <source>Third</source>
        <translation>第三次</translation>
    </message>
    <message>
        <source>Printer…</source>
        <translation>打印机…</translation>
    </message>
    <message>
        <source>Notices as PDF</source>
        <translation>通知书 PDF</translation>
    </message>
    <message>
        <source>Notices for Word</source>
        <translation>通知书 Word</translation>
    </message>
    <message>
        <source>Delivery lists</source>
        <translation>送达清单</translation>
    </message>
    <message>
        <source>One file each…</source>
        <translation>每份一个文件…</translation>
    </message>
    <message>
        <source>Not printed until the inquiry ends</source>
        <translation>不印，待调查结束</translation>
    </message>
    <message>
        <source>Not printed: find the heirs</source>
        <translation>不印，先查明继承人</translation>
    </message>
    <message>
        <source>Complete the loan in the ledger</source>
        <translation>先补齐台账</translation>
    </message>
    <message>
        <source>Print the first round instead</source>
        <translation>改为第一次</translation>
    </message>
    <message>
        <source>Serve the last one, or reprint it</source>
        <translation>先送达上一份，或补打</translation>
    </message>
    <message>
        <source>Wait, unless it is urgent</source>
        <translation>等到期再印，急的可以勾选</translation>
    </message>
    <message>
        <source>Find the address, or announce it</source>
        <translation>补住址或走公告</translation>
    </message>
    <message>
        <source>Revived by signed consent or a new agreement only</source>
        <translation>签回执同意履行或另订协议才恢复</translation>
    </message>
    <message>
        <source>Import a newer ledger</source>
        <translation>导入新台账</translation>
    </message>
    <message>
        <source>Correct the name from the identity card</source>
        <translation>照身份证更正姓名</translation>
    </message>
    <message>
        <source>Settled or moved? Decide first</source>
        <translation>先确认已结清还是转出</translation>
    </message>
    <message>
        <source>Wait for the day, or enter the breach</source>
        <translation>等到约定之日；已违约的登记提前到期</translation>
    </message>
    <message>
        <source>Go by the case</source>
        <translation>按案件办理</translation>
    </message>
    <message>
        <source>Apply for enforcement</source>
        <translation>按裁判申请执行</translation>
    </message>
    <message>
        <source>Correct it, then it can be printed</source>
        <translation>更正后才能打印</translation>
    </message>
    <message>
        <source>Something is left blank</source>
        <translation>有缺项</translation>
    </message>
    <message>
        <source>Character of an old system</source>
        <translation>旧系统自造字</translation>
    </message>
    <message>
        <source>Character lost</source>
        <translation>字已丢失</translation>
    </message>
    <message>
        <source>Character no font has</source>
        <translation>字库没有的字</translation>
    </message>
    <message>
        <source>Cannot be printed</source>
        <translation>不能打印</translation>
    </message>
</context>
<context>
    <name>NoticesPage</name>
    <message>
        <source>Notices</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Did it print?</source>
        <translation>确认已印</translation>
    </message>
    <message>
        <source>Nobody is due</source>
        <translation>没有该催收的户</translation>
    </message>
    <message>
        <source>Import a ledger with overdue loans, then the program proposes who gets one.</source>
        <translation>导入有逾期借款的台账，程序就会建议该给谁出通知书。</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Reprint by serial…</source>
        <translation>补打…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) not confirmed or handed out</source>
        <translation>
            <numerusform>%n 份待确认或待交出</numerusform>
        </translation>
    </message>
    <message>
        <source>{debtors} with {loans} loans</source>
        <translation>{debtors} 户 {loans} 笔</translation>
    </message>
</context>
<context>
    <name>NoticesPresenter</name>
    <message>
        <source>Looking who is due</source>
        <translation>正在看该催收谁</translation>
    </message>
    <message>
        <source>Checking the notices</source>
        <translation>正在核对通知书</translation>
    </message>
    <message>
        <source>Issuing the notices</source>
        <translation>正在出通知书</translation>
    </message>
    <message>
        <source>Writing the papers</source>
        <translation>正在写文件</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Reprinting</source>
        <translation>正在补打</translation>
    </message>
</context>
<context>
    <name>Office</name>
    <message>
        <source>Code</source>
        <translation>机构号</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Ring up about</source>
        <translation>要打电话问的</translation>
    </message>
    <message>
        <source>PCs</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Last no.</source>
        <translation>包号</translation>
    </message>
    <message>
        <source>Days since</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Forks</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Doubles</source>
        <translation>疑重</translation>
    </message>
    <message>
        <source>Ledger of</source>
        <translation>台账日期</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>It was corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>It is right as it is</source>
        <translation>原数无误</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Should be</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>Branch {branch} asked on {day}; the answer goes down with its next return</source>
        <translation>网点 {branch} 于 {day} 提出；答复随下一个回执包下发</translation>
    </message>
    <message>
        <source>Answer a request</source>
        <translation>答复更正申请</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>注销日期</translation>
    </message>
    <message>
        <source>Last package</source>
        <translation>最近数据包</translation>
    </message>
    <message>
        <source>Return it took in</source>
        <translation>已收回执</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已注销</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>未经登记</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写出时间</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>包号</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>校验码</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提出日期</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待答复</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>未采纳</translation>
    </message>
    <message>
        <source>Learned on</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>号码或地址</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>is real</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不同意</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Both are kept and in the sum received. Until somebody decides, the one at the left, which came first, alone counts as confirmed.</source>
        <translation>两笔都保留，都计入收款数。决定之前，只有左边先到的一笔计入确认数。</translation>
    </message>
    <message>
        <source>Its money is counted already. It is tried again after each import, and goes through by itself when what it waits for arrives.</source>
        <translation>它的金额已经计入。每次收包后都会重试，所等的内容到了就自动通过。</translation>
    </message>
    <message>
        <source>Both lines are kept. Ask the branch which PC is in use: a backup was restored, or a database was copied to another PC.</source>
        <translation>两条记录链都保留。请问清网点在用哪台电脑：恢复过备份，或把数据库复制到了另一台电脑。</translation>
    </message>
    <message>
        <source>The branch&apos;s own people have signed. What is decided here goes down with the next return; a code by telephone is quicker.</source>
        <translation>网点自己的人已签字。这里的决定随下一个回执包下发；急用可改用电话核准码。</translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation>超权限</translation>
    </message>
    <message>
        <source>Possible doubles</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Held entries</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Forked chains</source>
        <translation>分叉</translation>
    </message>
    <message>
        <source>Requests to correct</source>
        <translation>更正申请</translation>
    </message>
    <message>
        <source>About</source>
        <translation>有关</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>{act}; the branch has not signed yet</source>
        <translation>{act}；网点尚未签完字</translation>
    </message>
    <message>
        <source>same loan, day and amount</source>
        <translation>同一借据、同日、同金额</translation>
    </message>
    <message>
        <source>same receipt number</source>
        <translation>收据号相同</translation>
    </message>
    <message>
        <source>the same receipt taken back</source>
        <translation>同一收据重复冲正</translation>
    </message>
    <message>
        <source>two lines from one entry: a restored backup or a copied database</source>
        <translation>同一条记录后面有两条线：恢复过备份，或复制过数据库</translation>
    </message>
    <message>
        <source>two PCs go on from one entry: a copied database</source>
        <translation>两台电脑接着同一条记录：数据库被复制过</translation>
    </message>
    <message>
        <source>two lines from one entry: a restored backup</source>
        <translation>同一条记录后有两条链：恢复过备份</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} 条记录</translation>
    </message>
    <message>
        <source>{what}: {says} → {should}</source>
        <translation>{what}：{says} → {should}</translation>
    </message>
    <message>
        <source>{yuan} yuan</source>
        <translation>{yuan} 元</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>收包时间</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>已有</translation>
    </message>
    <message>
        <source>Last return</source>
        <translation>最近回执</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>补回记录</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>On the stick</source>
        <translation>U盘上的位置</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>待回执</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回执</translation>
    </message>
    <message>
        <source>Before: of</source>
        <translation>原台账日期</translation>
    </message>
    <message>
        <source>Held go on</source>
        <translation>解除挂起</translation>
    </message>
    <message>
        <source>left out: older</source>
        <translation>比原台账旧，不导入</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新包</translation>
    </message>
    <message>
        <source>new, some held</source>
        <translation>新包，有挂起</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>已入库</translation>
    </message>
    <message>
        <source>some held</source>
        <translation>已入库，有挂起</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>newer version</source>
        <translation>程序太旧，待升级</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>未报</translation>
    </message>
    <message>
        <source>forked: ask about a restored backup or a copied database</source>
        <translation>分叉：问是恢复过备份，还是拷过数据库</translation>
    </message>
    <message>
        <source>{pcs} PC(s) that nobody registered: whose?</source>
        <translation>有 {pcs} 台电脑没有人登记过：问是谁的</translation>
    </message>
    <message>
        <source>{days} days without a package</source>
        <translation>{days} 天没有数据包</translation>
    </message>
    <message>
        <source>no package yet</source>
        <translation>从未报过数据包</translation>
    </message>
    <message>
        <source>a package is missing: have another one written</source>
        <translation>缺包：请网点再写一个来</translation>
    </message>
    <message>
        <source>{doubles} possible double(s): which is real?</source>
        <translation>疑似重复 {doubles} 笔：问哪笔是真的</translation>
    </message>
    <message>
        <source>{held} held</source>
        <translation>挂起 {held} 条</translation>
    </message>
    <message>
        <source>no PC registered</source>
        <translation>没有登记电脑</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>缺包</translation>
    </message>
    <message>
        <source>new {new}, known {known}</source>
        <translation>新增 {new}，已有 {known}</translation>
    </message>
    <message>
        <source>held {count}</source>
        <translation>挂起 {count}</translation>
    </message>
    <message>
        <source>forks {count}</source>
        <translation>分叉 {count}</translation>
    </message>
    <message>
        <source>an earlier package is missing; the next one closes it</source>
        <translation>之前缺一个包，下一个包会自动补齐</translation>
    </message>
    <message>
        <source>Each branch imports its own ledger; head office gets it with the packages.</source>
        <translation>由各网点导入自己的台账，随数据包报到联社。</translation>
    </message>
    <message>
        <source>Head office imports the ledgers; each branch gets its own with its return.</source>
        <translation>由联社导入台账，随回执包分别下发给各网点。</translation>
    </message>
    <message>
        <source>Asked on {when}; {signed} of {wanted} of the branch have signed</source>
        <translation>{when} 提出；网点应签 {wanted} 人，已签 {signed} 人</translation>
    </message>
    <message>
        <source>By head office&apos;s ledger of {day}: principal {principal}, interest {interest}</source>
        <translation>联社 {day} 台账：本金 {principal}，欠息 {interest}</translation>
    </message>
    <message>
        <source>Head office has no ledger of this branch to compare with.</source>
        <translation>联社还没有这个网点的台账，无法核对。</translation>
    </message>
    <message>
        <source>Not in head office&apos;s ledger: {loans}</source>
        <translation>联社台账里没有这些借据：{loans}</translation>
    </message>
    <message>
        <source>The branch reckons with a principal of {theirs}, the ledger says {ours}.</source>
        <translation>网点按本金 {theirs} 计算，联社台账是 {ours}。</translation>
    </message>
    <message>
        <source>Slip no.</source>
        <translation>交接单号</translation>
    </message>
    <message>
        <source>For</source>
        <translation>交给</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印日期</translation>
    </message>
    <message>
        <source>Copies after it</source>
        <translation>补打次数</translation>
    </message>
</context>
<context>
    <name>OfficeContactDialog</name>
    <message>
        <source>Pass a contact on</source>
        <translation>下发联系方式</translation>
    </message>
    <message>
        <source>Pass on</source>
        <translation>下发</translation>
    </message>
    <message>
        <source>Branch {branch} gets it with its next return; there it stands beside what is known, with its source.</source>
        <translation>随下一个回执包带给网点 {branch}，在那里与已知的并列，写明来源。</translation>
    </message>
    <message>
        <source>Loan no.</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Number or address</source>
        <translation>号码或地址</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>OneAtATime</name>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
</context>
<context>
    <name>OutputDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>It printed</source>
        <translation>已印好</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message numerus="yes">
        <source>{kinds}: %n paper(s)</source>
        <translation>
            <numerusform>{kinds}，%n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Printer…</source>
        <translation>打印机…</translation>
    </message>
    <message>
        <source>A4, unscaled</source>
        <translation>A4，不缩放</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>for printing later, or elsewhere</source>
        <translation>以后或在别处打印</translation>
    </message>
    <message>
        <source>Word…</source>
        <translation>存为 Word…</translation>
    </message>
    <message>
        <source>for changes in Word or WPS</source>
        <translation>在 Word 或 WPS 里修改</translation>
    </message>
    <message>
        <source>marked as a reprint</source>
        <translation>标明补打</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>已出具</translation>
    </message>
    <message>
        <source>Save the papers</source>
        <translation>保存文书</translation>
    </message>
    <message numerus="yes">
        <source>{file}, %n page(s)</source>
        <translation>
            <numerusform>{file}，%n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) sent</source>
        <translation>
            <numerusform>已送 %n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped; %n paper(s) left, printed next</source>
        <translation>
            <numerusform>已中断，还剩 %n 份，下次从这里接着印</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnActs</name>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Make new keys of head office. Returns tell the PCs of them, and who was told uses them; the keys of now stay good until the keys are changed once more.</source>
        <translation>生成联社新密钥。回执包把新密钥告诉各台电脑，收到的就改用新的；现在的密钥在下一次更换之前仍然有效。</translation>
    </message>
    <message>
        <source>The new keys have the fingerprint

{digits}

Write returns now.</source>
        <translation>新密钥的指纹是

{digits}

请现在写出回执包。</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>Making new keys</source>
        <translation>正在生成新密钥</translation>
    </message>
    <message>
        <source>The database was restored</source>
        <translation>数据库恢复过</translation>
    </message>
    <message>
        <source>Begin a new epoch</source>
        <translation>开始新一期</translation>
    </message>
    <message>
        <source>Only after an older copy of the branches&apos; database was put back by hand. What this program restores itself is noticed. Branches then take returns again, and send once more what is missing here.</source>
        <translation>只在手工放回了较早的网点数据库之后使用；本程序自己恢复的会自动发现。以后网点会重新接受回执包，并补报这里缺少的记录。</translation>
    </message>
    <message>
        <source>Epoch {epoch} has begun. Write returns for all branches now.</source>
        <translation>已进入第 {epoch} 期。请现在给所有网点写回执包。</translation>
    </message>
    <message>
        <source>A new epoch</source>
        <translation>新一期</translation>
    </message>
</context>
<context>
    <name>OwnPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>联社</translation>
    </message>
    <message>
        <source>What holds for all branches goes down with returns</source>
        <translation>对所有网点都有效的设定，随回执包下发</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>改变…</translation>
    </message>
    <message>
        <source>Change the keys…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Key file…</source>
        <translation>登记文件…</translation>
    </message>
    <message>
        <source>It was restored…</source>
        <translation>恢复过…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>联社密钥</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>台账由谁导入</translation>
    </message>
    <message>
        <source>The branches&apos; database</source>
        <translation>网点数据库</translation>
    </message>
    <message>
        <source>Nothing was done here yet. What concerns one branch stands on its page.</source>
        <translation>这里还没有办过什么。只涉及一个网点的，在该网点的页面上。</translation>
    </message>
    <message>
        <source>Returns count within an epoch, now {epoch}. After an older copy of the database was put back a new one begins, or branches refuse returns.</source>
        <translation>回执包按期编号，现在是第 {epoch} 期。放回较早的数据库之后要开始新一期，否则网点不接受回执包。</translation>
    </message>
    <message>
        <source>Read out to branches that enrol. New keys are told by returns.</source>
        <translation>网点登记时念给它听。更换的新密钥随回执包告诉网点。</translation>
    </message>
    <message>
        <source>New keys {digits} are known to every PC.</source>
        <translation>新密钥 {digits} 各台电脑都已收到。</translation>
    </message>
    <message numerus="yes">
        <source>New keys {digits} are announced; %n PC(s) do not know them yet: {branches}</source>
        <translation>
            <numerusform>已宣告新密钥 {digits}；还有 %n 台电脑没有收到：{branches}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnPasswordDialog</name>
    <message>
        <source>My password</source>
        <translation>我的密码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>Password of now</source>
        <translation>现在的密码</translation>
    </message>
</context>
<context>
    <name>PackageCard</name>
    <message>
        <source>Compare with the slip:</source>
        <translation>与交接单核对：</translation>
    </message>
    <message>
        <source>Written {when}</source>
        <translation>写出于 {when}</translation>
    </message>
    <message>
        <source>Taken {when}</source>
        <translation>收于 {when}</translation>
    </message>
</context>
<context>
    <name>PackageTable</name>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n 个数据包</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackagesPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Take packages in…</source>
        <translation>收包…</translation>
    </message>
    <message>
        <source>Take them in</source>
        <translation>确认收包</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>No package here. Plug a branch&apos;s stick in and press F7: what lies on it is shown first, and taken in only when you say so.</source>
        <translation>这里还没有数据包。插上网点的U盘，按 F7：先显示U盘上有什么，您确认以后才收入。</translation>
    </message>
    <message>
        <source>Taken in before, newest first; no file is ever changed</source>
        <translation>以往收包，新的在前；收到的文件从不改动</translation>
    </message>
    <message>
        <source>Nothing is taken in yet: compare with the slips first</source>
        <translation>还没有收进来：请先与交接单核对</translation>
    </message>
    <message>
        <source>What came of each package</source>
        <translation>各数据包的处理结果</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>收包</translation>
    </message>
    <message>
        <source>Take packages in</source>
        <translation>收包</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Where the branches&apos; packages lie; a stick may carry those of several</source>
        <translation>网点数据包所在的U盘或文件夹；一个U盘可以装多个网点的包</translation>
    </message>
    <message>
        <source>Looking at the packages</source>
        <translation>正在检查数据包</translation>
    </message>
    <message>
        <source>Found in {place}</source>
        <translation>在 {place} 找到</translation>
    </message>
    <message>
        <source>Taking packages in</source>
        <translation>正在收包</translation>
    </message>
    <message>
        <source>{what}. The files are unchanged, and you may remove the stick.</source>
        <translation>{what}。U盘上的文件没有改动，可以拔出U盘了。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>新包 {count} 个</translation>
    </message>
    <message>
        <source>{count} here already</source>
        <translation>重复 {count} 个</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>拒收 {count} 个</translation>
    </message>
    <message>
        <source>{count} of a newer version, kept</source>
        <translation>版本较新、已留存 {count} 个</translation>
    </message>
    <message>
        <source>{count} entries held</source>
        <translation>挂起记录 {count} 条</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>No package lies there</source>
        <translation>那里没有数据包</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>送达登记</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Repayments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Relief</source>
        <translation>减免</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>收包</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>联社</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Own details</source>
        <translation>联社信息</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>户档案</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Branch details</source>
        <translation>机构资料</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Left out</source>
        <translation>未出具</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>What you typed is not on any paper yet. Throw it away?</source>
        <translation>填写的内容还没有出成文书。要放弃吗？</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on typing</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Print a paper</source>
        <translation>出文书</translation>
    </message>
    <message>
        <source>* must be filled in.  PgUp and PgDn turn the pages</source>
        <translation>带 * 的必填；PgUp PgDn 翻页</translation>
    </message>
    <message>
        <source>Give the day, and tick a loan at least.</source>
        <translation>请填日期，并至少选一笔借据。</translation>
    </message>
    <message>
        <source>There is nobody this paper may go to.</source>
        <translation>没有可以出具的对象。</translation>
    </message>
    <message>
        <source>It printed</source>
        <translation>已印好</translation>
    </message>
    <message numerus="yes">
        <source>Issue %n paper(s)</source>
        <translation>
            <numerusform>出具 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys 1 to 3 print. What is not confirmed waits on the page Papers.</source>
        <translation>按 1 至 3 打印；没有确认的留在“文书”页。</translation>
    </message>
</context>
<context>
    <name>PapersTab</name>
    <message numerus="yes">
        <source>%n paper(s)</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delivery record(s)</source>
        <translation>
            <numerusform>%n 次送达登记</numerusform>
        </translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Open the evidence</source>
        <translation>看凭据</translation>
    </message>
    <message>
        <source>Issued papers</source>
        <translation>已出文书</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>送达登记</translation>
    </message>
</context>
<context>
    <name>PartyEntries</name>
    <message>
        <source>Looking for doubles</source>
        <translation>查找重复户</translation>
    </message>
    <message>
        <source>the merge of {day} ({reason})</source>
        <translation>{day} 的合并（{reason}）</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>{what}
What was entered stays, marked as withdrawn.</source>
        <translation>{what}
原记录保留，注明已撤销。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>PaymentForm</name>
    <message>
        <source>Nobody chosen</source>
        <translation>还没有选户</translation>
    </message>
    <message>
        <source>Find a debtor above, or scan a notice or a receipt</source>
        <translation>在上面找户，或者扫通知书、收据的条码</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>{amount} owed in all</source>
        <translation>共欠 {amount} 元</translation>
    </message>
    <message>
        <source>the debtor</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>pays for the debtor, at his wish</source>
        <translation>受借款人之托代还</translation>
    </message>
    <message>
        <source>Consent no.</source>
        <translation>授权书编号</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>号码或地址</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Learned on</source>
        <translation>得知日期</translation>
    </message>
    <message>
        <source>In writing</source>
        <translation>书面确认</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Owes</source>
        <translation>是否承担债务</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>以 {amount} 为限</translation>
    </message>
    <message>
        <source>owes all</source>
        <translation>承担全部</translation>
    </message>
    <message>
        <source>owes nothing</source>
        <translation>不承担</translation>
    </message>
    <message>
        <source>to check</source>
        <translation>待查明</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>Guarantee</source>
        <translation>保证</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>保证合同</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>保证人</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>终结日期</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>debtor himself</source>
        <translation>债务人本人</translation>
    </message>
    <message>
        <source>contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>亲属</translation>
    </message>
    <message>
        <source>guarantor</source>
        <translation>保证人</translation>
    </message>
    <message>
        <source>village committee</source>
        <translation>村委会</translation>
    </message>
    <message>
        <source>court</source>
        <translation>法院</translation>
    </message>
    <message>
        <source>post</source>
        <translation>邮政</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Confirmed in writing: comes first (法发〔2017〕19号 art. 8).</source>
        <translation>本人书面确认的送达地址优先（法发〔2017〕19号第8条）。</translation>
    </message>
    <message>
        <source>None was confirmed in writing: the newest.</source>
        <translation>没有书面确认的，取最近得知的一个。</translation>
    </message>
    <message>
        <source>The only one that is known.</source>
        <translation>只知道这一个。</translation>
    </message>
    <message>
        <source>Heir</source>
        <translation>继承人</translation>
    </message>
    <message>
        <source>Successor</source>
        <translation>承继单位</translation>
    </message>
    <message>
        <source>User of the money</source>
        <translation>实际用款人</translation>
    </message>
    <message>
        <source>Co-borrower</source>
        <translation>共同借款人</translation>
    </message>
    <message>
        <source>Spouse</source>
        <translation>配偶</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>merger</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>division</source>
        <translation>分立</translation>
    </message>
    <message>
        <source>took the debt over</source>
        <translation>债务转移</translation>
    </message>
    <message>
        <source>joined the debt</source>
        <translation>债务加入</translation>
    </message>
    <message>
        <source>signed as borrower</source>
        <translation>共同签字</translation>
    </message>
    <message>
        <source>agreed afterwards</source>
        <translation>事后追认</translation>
    </message>
    <message>
        <source>daily needs of the family</source>
        <translation>家庭日常生活</translation>
    </message>
    <message>
        <source>spent on family or joint business</source>
        <translation>用于共同生活、共同生产经营</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>People</source>
        <translation>相关人</translation>
    </message>
    <message numerus="yes">
        <source>for %n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>保证人</translation>
    </message>
    <message numerus="yes">
        <source>%n more under People</source>
        <translation>
            <numerusform>其余 %n 人见“相关人”</numerusform>
        </translation>
    </message>
    <message>
        <source>The ledger names no guarantor</source>
        <translation>台账没有写明保证人</translation>
    </message>
</context>
<context>
    <name>PeopleEdits</name>
    <message>
        <source>Passwords: at least 8 characters, two kinds of letters, digits, signs</source>
        <translation>密码：至少 8 位，字母、数字、符号至少两种</translation>
    </message>
    <message>
        <source>The two passwords of {name} differ</source>
        <translation>{name} 两次输入的密码不同</translation>
    </message>
    <message>
        <source>Two people cannot have the same user name</source>
        <translation>两个人的用户名不能相同</translation>
    </message>
    <message>
        <source>Two people have typed the same password: each needs his own</source>
        <translation>有两个人的密码相同：各人须用各人的密码</translation>
    </message>
    <message>
        <source>Each types his own password, unseen by the others</source>
        <translation>各人自己输入密码，别人回避</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>再加一人</translation>
    </message>
    <message>
        <source>Take the last one out</source>
        <translation>去掉最后一人</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>保证人</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter guarantee contract…</source>
        <translation>录入保证合同…</translation>
    </message>
    <message>
        <source>Record an act…</source>
        <translation>登记行为…</translation>
    </message>
    <message>
        <source>Another guarantor…</source>
        <translation>另加保证人…</translation>
    </message>
    <message>
        <source>Open the evidence</source>
        <translation>查看凭据</translation>
    </message>
    <message>
        <source>Add evidence…</source>
        <translation>补凭据…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Who is liable</source>
        <translation>谁有责任</translation>
    </message>
    <message>
        <source>Acts towards guarantors</source>
        <translation>对保证人做过什么</translation>
    </message>
    <message numerus="yes">
        <source>Names as the ledger gives them; %n guarantor(s)</source>
        <translation>
            <numerusform>姓名以台账为准，保证人 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>What will happen</source>
        <translation>导入后</translation>
    </message>
    <message>
        <source>Loans in the file</source>
        <translation>文件中的借款</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>Interest on balance</source>
        <translation>表内欠息</translation>
    </message>
    <message>
        <source>Interest off balance</source>
        <translation>表外欠息</translation>
    </message>
    <message>
        <source>new loans</source>
        <translation>新增借款</translation>
    </message>
    <message>
        <source>new debtors</source>
        <translation>新增借款人</translation>
    </message>
    <message>
        <source>known loans updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>known loans unchanged</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>no longer listed</source>
        <translation>新台账中没有</translation>
    </message>
    <message>
        <source>back in the ledger</source>
        <translation>重新出现</translation>
    </message>
    <message>
        <source>rows left out</source>
        <translation>不能导入的行</translation>
    </message>
</context>
<context>
    <name>PreviewNotices</name>
    <message numerus="yes">
        <source>Go on to print %n notice(s)</source>
        <translation>
            <numerusform>去打印 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>PgUp and PgDn turn the pages, Ctrl+wheel makes them larger</source>
        <translation>PgUp PgDn 翻页，Ctrl+滚轮放大</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>{debtor}    notice {row} of {rows}    page {page} of {pages}</source>
        <translation>{debtor}    第 {row} 份，共 {rows} 份    第 {page} 页，共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>all pages, or 3-7</source>
        <translation>全部，或 3-7</translation>
    </message>
    <message>
        <source>On both sides; every paper starts a sheet</source>
        <translation>双面打印，每份另起一张</translation>
    </message>
    <message>
        <source>Two pages on a side, reduced: for the file, not to serve</source>
        <translation>每面两页（缩小）：存档用，不用于送达</translation>
    </message>
    <message>
        <source>This computer has no printer. Save a PDF and print it elsewhere.</source>
        <translation>这台电脑没有打印机。请存为 PDF，到别处打印。</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Printer settings…</source>
        <translation>打印机设置…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PrintNotices</name>
    <message numerus="yes">
        <source>Issue %n notice(s)</source>
        <translation>
            <numerusform>出具 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Did it print?</source>
        <translation>印好了吗？</translation>
    </message>
    <message>
        <source>Serials are taken now, amounts stay frozen</source>
        <translation>现在取编号，金额从此不变</translation>
    </message>
    <message>
        <source>Keys 1 to 6 choose where the papers go</source>
        <translation>按 1 至 6 选择去处</translation>
    </message>
    <message>
        <source>{loans} loans, {amount} yuan, dated {day}</source>
        <translation>{loans} 笔，{amount} 元，日期 {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) to issue</source>
        <translation>
            <numerusform>将出具 %n 份通知书</numerusform>
        </translation>
    </message>
    <message>
        <source>no serials yet</source>
        <translation>未取编号</translation>
    </message>
    <message>
        <source>{count} notices, {loans} loans, {amount} yuan, dated {day}</source>
        <translation>{count} 份，{loans} 笔，{amount} 元，日期 {day}</translation>
    </message>
    <message>
        <source>issued</source>
        <translation>已出具</translation>
    </message>
    <message numerus="yes">
        <source>{file}, %n page(s)</source>
        <translation>
            <numerusform>{file}，%n 页</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) sent, up to {last}</source>
        <translation>
            <numerusform>已送打印机 %n 份，到 {last}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>stopped after {last}; %n notice(s) left, printed next</source>
        <translation>
            <numerusform>印到 {last} 后中断，还剩 %n 份，下次从这里接着印</numerusform>
        </translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>With a cover to count by</source>
        <translation>附批次封面，便于清点</translation>
    </message>
    <message>
        <source>A4, unscaled, one side</source>
        <translation>A4，原大，单面</translation>
    </message>
    <message>
        <source>for printing later, or elsewhere</source>
        <translation>以后打印，或在别处打印</translation>
    </message>
    <message>
        <source>for changes in Word or WPS</source>
        <translation>要在 Word 或 WPS 里改的</translation>
    </message>
    <message>
        <source>one a village, without amounts and identity numbers</source>
        <translation>每村一份，不印金额和证件号</translation>
    </message>
    <message>
        <source>a PDF for each debtor, in a new folder</source>
        <translation>每户一个 PDF，放在新文件夹里</translation>
    </message>
    <message>
        <source>demand the same loans from those who guarantee them</source>
        <translation>同一批借款，要求保证人承担责任</translation>
    </message>
    <message>
        <source>Guarantor notices…</source>
        <translation>保证人通知书…</translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) left out: {reasons}</source>
        <translation>
            <numerusform>%n 份没有出具：{reasons}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsTable</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refused</source>
        <translation>
            <numerusform>%n 行不导入</numerusform>
        </translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Borrower</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>What is wrong, and what to do</source>
        <translation>问题和处理办法</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>to mend</source>
        <translation>待补正</translation>
    </message>
</context>
<context>
    <name>PromiseDialog</name>
    <message>
        <source>Promise to pay</source>
        <translation>还款承诺</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>It is kept by the sum promised within its days alone. Only the debtor&apos;s own promise, with a file that proves it, interrupts limitation.</source>
        <translation>只有在期限内付足承诺金额才算兑现；只有借款人本人的、有凭据的承诺才中断时效。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>最迟付款日</translation>
    </message>
    <message>
        <source>Promised on</source>
        <translation>承诺日期</translation>
    </message>
    <message>
        <source>Promised by</source>
        <translation>承诺人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Letter or recording</source>
        <translation>书面承诺或录音</translation>
    </message>
</context>
<context>
    <name>QuoteCard</name>
    <message>
        <source>The debtor wants this loan paid first</source>
        <translation>债务人指定先还这一笔</translation>
    </message>
    <message>
        <source>Back to the order of the law</source>
        <translation>恢复法定顺序</translation>
    </message>
    <message>
        <source>It interrupts no limitation period: the debtor does not pay himself.</source>
        <translation>不中断时效：不是债务人自己还的。</translation>
    </message>
    <message>
        <source>{loan_no}: limitation {before} unchanged. {reason}</source>
        <translation>{loan_no}：时效 {before} 不变。{reason}</translation>
    </message>
    <message>
        <source>{loan_no}: limitation {before} → {after}</source>
        <translation>{loan_no}：时效 {before} → {after}</translation>
    </message>
    <message>
        <source>This payment books the relief: {waived} of interest is waived.</source>
        <translation>这笔还款使减免入账：免息 {waived} 元。</translation>
    </message>
    <message>
        <source>A relief is granted: it is booked once {most} in all is paid.</source>
        <translation>已批准减免：一共付清 {most} 元，减免才入账。</translation>
    </message>
    <message>
        <source>Above what a teller may take alone: a second person must check.</source>
        <translation>超过柜员限额，要由第二人复核。</translation>
    </message>
    <message>
        <source>Of an earlier day: a second person must check.</source>
        <translation>补记以前日期的收款，要由第二人复核。</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason, and on whose word</source>
        <translation>写明原因和依据</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ReasonedDialog</name>
    <message>
        <source>Reason, and on whose word</source>
        <translation>理由，以及依据谁的说明</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>What happened last</source>
        <translation>最近经过</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
</context>
<context>
    <name>RecoveryPane</name>
    <message>
        <source>The request is in {file}. Hand it to head office, and open its answer here with the password chosen just now.</source>
        <translation>申请已写到 {file}。请交给联社；收到答复后在这里打开，输入刚才选定的密码。</translation>
    </message>
    <message>
        <source>By the recovery code on paper</source>
        <translation>用纸上的恢复码</translation>
    </message>
    <message>
        <source>Ask head office</source>
        <translation>向联社申请</translation>
    </message>
    <message>
        <source>Head office has answered</source>
        <translation>联社已答复</translation>
    </message>
    <message>
        <source>Back to signing in</source>
        <translation>返回登录</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Manager&apos;s user name</source>
        <translation>主任的用户名</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>Two people open the envelope. The code lets one manager in, once: the database gets a new key, and on the page Users a new code is due.</source>
        <translation>请两人当面拆封。恢复码只能用一次，为一名主任重设密码；数据密钥随即更换，登录后请在“用户”页另制新码。</translation>
    </message>
    <message>
        <source>The manager chooses his new password now. It counts when head office has answered the request with the signatures of two of its people.</source>
        <translation>主任现在选定新密码；联社两名人员签名答复后，新密码生效。</translation>
    </message>
    <message>
        <source>The password is the one chosen for the request.</source>
        <translation>请输入申请时选定的密码。</translation>
    </message>
    <message>
        <source>Set the password and sign in</source>
        <translation>重设密码并登录</translation>
    </message>
    <message>
        <source>Write the request…</source>
        <translation>写出申请文件…</translation>
    </message>
    <message>
        <source>Open the answer…</source>
        <translation>打开答复文件…</translation>
    </message>
    <message>
        <source>At least 8 characters: letters, digits, signs, two of them</source>
        <translation>至少 8 位，字母、数字、符号中至少两种</translation>
    </message>
    <message>
        <source>The two passwords differ</source>
        <translation>两次输入的密码不一致</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>recovery request.json</source>
        <translation>恢复申请.json</translation>
    </message>
</context>
<context>
    <name>RecoverySlip</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>It gives a manager a new password when all managers forgot theirs, once. It is shown only now: print it, seal it in an envelope before two people, and lock it away.</source>
        <translation>全部主任都忘记密码时，凭此码为一名主任重设密码，只能用一次。此码仅显示这一次：请打印，两人当面封入信封，入库保管。</translation>
    </message>
    <message>
        <source>Print the slip…</source>
        <translation>打印恢复码…</translation>
    </message>
    <message>
        <source>The slip is printed or written down, and put away</source>
        <translation>已打印或抄下，并妥善封存</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>Register a PC</source>
        <translation>登记电脑</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>the request that the branch made</source>
        <translation>网点做好的登记申请</translation>
    </message>
    <message>
        <source>Ring the branch up under the number that head office has of it, and have the twenty digits on its screen read out. Type them as you hear them.</source>
        <translation>用联社自己留存的号码给网点打电话，请对方念屏幕上的二十位指纹，听到什么就输入什么。</translation>
    </message>
    <message>
        <source>From then on packages of this PC are taken in</source>
        <translation>登记后接收这台电脑的数据包</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>登记申请</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Ring up</source>
        <translation>请打这个电话</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>{branch}&#x3000;{name}, made {day}</source>
        <translation>{branch}&#x3000;{name}，{day} 制作</translation>
    </message>
    <message>
        <source>none noted: look the number up elsewhere</source>
        <translation>没有记下，请从别处查</translation>
    </message>
    <message>
        <source>A branch&apos;s request</source>
        <translation>网点的登记申请</translation>
    </message>
</context>
<context>
    <name>Registering</name>
    <message>
        <source>Register with head office by {file}</source>
        <translation>按 {file} 向联社登记</translation>
    </message>
    <message>
        <source>Have this PC registered</source>
        <translation>请联社登记本机</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>The request holds no secret; it counts only once the digits were read out</source>
        <translation>申请文件里没有秘密；念过指纹以后它才算数</translation>
    </message>
    <message>
        <source>Only where this database was copied from another PC that goes on working: this PC gets a letter and keys of its own and is registered anew. Never on a PC that stands alone.</source>
        <translation>只有本机数据是从另一台电脑拷来、而那台电脑还在用时，才可以确认：本机会换上自己的字母和密钥，要重新向联社登记。只有一台电脑时千万不要确认。</translation>
    </message>
    <message>
        <source>This is a copy</source>
        <translation>本机是一份拷贝</translation>
    </message>
    <message>
        <source>It is a copy</source>
        <translation>是拷贝</translation>
    </message>
    <message>
        <source>This database is a copy of one that another PC goes on with</source>
        <translation>本机数据是拷贝，另一台电脑仍在用原来的数据</translation>
    </message>
</context>
<context>
    <name>RelatedDialog</name>
    <message>
        <source>Correct a related person</source>
        <translation>更正相关人</translation>
    </message>
    <message>
        <source>Somebody related</source>
        <translation>登记相关人</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>paper it stands on, with its number</source>
        <translation>凭据名称和编号</translation>
    </message>
    <message>
        <source>received, yuan</source>
        <translation>所得遗产（元）</translation>
    </message>
    <message>
        <source>in writing; blank if he did not</source>
        <translation>书面声明；没有放弃则留空</translation>
    </message>
    <message>
        <source>signed on</source>
        <translation>签署日期</translation>
    </message>
    <message>
        <source>Related as</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Share of the estate</source>
        <translation>继承份额</translation>
    </message>
    <message>
        <source>Renounced on</source>
        <translation>放弃继承日期</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号码</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Relief</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Waived</source>
        <translation>减免（元）</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>须付清（元）</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>审批权限</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>granted, not in writing</source>
        <translation>已批，未见批复</translation>
    </message>
    <message>
        <source>granted, to be paid</source>
        <translation>已批，待还款</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>已入账</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>lapsed</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>requested</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>granted</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被退回</translation>
    </message>
    <message>
        <source>request withdrawn</source>
        <translation>申请撤回</translation>
    </message>
    <message>
        <source>request expired</source>
        <translation>申请过期</translation>
    </message>
    <message>
        <source>request void</source>
        <translation>申请作废</translation>
    </message>
    <message>
        <source>requested elsewhere</source>
        <translation>在另一台电脑申请</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>to {most}</source>
        <translation>{most} 元以下</translation>
    </message>
</context>
<context>
    <name>ReliefPage</name>
    <message>
        <source>Relief</source>
        <translation>减免</translation>
    </message>
    <message>
        <source>Paid first, waived after: nothing is waived before the principal is paid</source>
        <translation>先还后免：本金没有还清，一分利息也不减</translation>
    </message>
    <message>
        <source>Debtor: name, pinyin or loan number</source>
        <translation>借款人：姓名、拼音或借据号</translation>
    </message>
    <message>
        <source>No relief was asked for yet</source>
        <translation>还没有减免</translation>
    </message>
    <message>
        <source>Find a debtor above and press Enter, or use the dossier.</source>
        <translation>在上面找到借款人按回车，或者从户档案办理。</translation>
    </message>
    <message>
        <source>Written approval…</source>
        <translation>登记书面批复…</translation>
    </message>
    <message>
        <source>Take the payment</source>
        <translation>去收款</translation>
    </message>
    <message>
        <source>Have it checked here…</source>
        <translation>有人在场复核…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>打开户档案</translation>
    </message>
    <message>
        <source>A credit officer asks for a relief</source>
        <translation>减免由信贷员提交</translation>
    </message>
    <message numerus="yes">
        <source>%n relief(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be paid</source>
        <translation>
            <numerusform>待还款 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReliefPresenter</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Withdraw a relief</source>
        <translation>撤回减免</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>正在计算</translation>
    </message>
</context>
<context>
    <name>Repayments</name>
    <message>
        <source>Loan</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Principal after</source>
        <translation>还后本金</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>PC</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Debtor</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>reversal</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>reversed</source>
        <translation>已冲正</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>The newest ledger contains it</source>
        <translation>最新的台账已包含</translation>
    </message>
    <message>
        <source>Provisional until a ledger of the core system contains it</source>
        <translation>暂收，以核心系统的台账确认为准</translation>
    </message>
    <message>
        <source>on balance {on_balance}, off balance {off_balance}</source>
        <translation>表内 {on_balance}，表外 {off_balance}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>The ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Principal there</source>
        <translation>台账本金</translation>
    </message>
    <message>
        <source>not booked</source>
        <translation>未入账</translation>
    </message>
    <message>
        <source>other principal</source>
        <translation>本金不符</translation>
    </message>
    <message>
        <source>other interest</source>
        <translation>利息不符</translation>
    </message>
    <message>
        <source>loan missing</source>
        <translation>借据不见了</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Subsidy</source>
        <translation>补贴</translation>
    </message>
    <message>
        <source>Guarantor</source>
        <translation>保证人</translation>
    </message>
    <message>
        <source>Court</source>
        <translation>法院</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>抵债</translation>
    </message>
    <message>
        <source>PC {letter} {amount}</source>
        <translation>{letter} 机 {amount}</translation>
    </message>
    <message>
        <source>cash of all PCs: {parts}</source>
        <translation>各台电脑合计的现金：{parts}</translation>
    </message>
    <message>
        <source>over {amount}</source>
        <translation>长款 {amount}</translation>
    </message>
    <message>
        <source>short {amount}</source>
        <translation>短款 {amount}</translation>
    </message>
</context>
<context>
    <name>RepaymentsPage</name>
    <message>
        <source>Repayments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Find, type the amount, look, then take the money.</source>
        <translation>先找户，输金额，看清入账，再收钱。</translation>
    </message>
    <message>
        <source>Here you see what a payment would do; only a teller takes money.</source>
        <translation>这里可以看一笔款怎样入账；只有柜员能收款。</translation>
    </message>
    <message>
        <source>Take and print the receipt</source>
        <translation>收款并打印收据</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>Day&apos;s list</source>
        <translation>当日收款</translation>
    </message>
    <message>
        <source>The same was taken today by receipt {receipt}. Take it once more?</source>
        <translation>今天已经收过同样的一笔（收据 {receipt}）。还要再收一笔吗？</translation>
    </message>
    <message>
        <source>The receipt shows here as soon as there is an amount.</source>
        <translation>输入金额后，这里显示收据。</translation>
    </message>
    <message>
        <source>{receipt}: {amount} taken</source>
        <translation>已收 {amount} 元，收据 {receipt}</translation>
    </message>
    <message>
        <source>Done, with the second signature.</source>
        <translation>已复核，办妥。</translation>
    </message>
    <message>
        <source>{file} written</source>
        <translation>已存为 {file}</translation>
    </message>
    <message>
        <source>{serials} printed</source>
        <translation>{serials} 已打印</translation>
    </message>
    <message>
        <source>Day&apos;s list {count}</source>
        <translation>当日收款 {count}</translation>
    </message>
    <message>
        <source>Only a teller takes money</source>
        <translation>只有柜员能收款</translation>
    </message>
</context>
<context>
    <name>RepaymentsPresenter</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Working the payment out</source>
        <translation>正在计算入账</translation>
    </message>
    <message>
        <source>Recording the repayment</source>
        <translation>正在收款</translation>
    </message>
    <message>
        <source>Writing the papers</source>
        <translation>正在写文件</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>正在提交</translation>
    </message>
</context>
<context>
    <name>ReprintDialog</name>
    <message numerus="yes">
        <source>{place}, %n page(s), marked as a reprint</source>
        <translation>
            <numerusform>{place}，%n 页，标有“补打”</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已送打印机</translation>
    </message>
    <message>
        <source>Reprint by serial</source>
        <translation>按编号补打</translation>
    </message>
    <message>
        <source>Scan or type serials, spaces between them</source>
        <translation>扫描或输入编号，多个用空格隔开</translation>
    </message>
    <message>
        <source>The paper shows what it showed when it was issued, marked as a reprint.</source>
        <translation>内容与出具时相同，标明补打日期。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>reprint</source>
        <translation>补打</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>Have this PC registered</source>
        <translation>请联社登记本机</translation>
    </message>
    <message>
        <source>Write the request to a stick…</source>
        <translation>写出登记申请到U盘…</translation>
    </message>
    <message>
        <source>Send the request along with the first package. Head office rings up, or you do, and the twenty digits are read out: only then it takes packages of this PC.</source>
        <translation>请把申请文件交给联社，并在电话里把这二十位数字念给联社听。联社登记以后，才会收本机的数据包。</translation>
    </message>
</context>
<context>
    <name>RequestDialog</name>
    <message>
        <source>Ask for relief of interest</source>
        <translation>申请减免利息</translation>
    </message>
    <message>
        <source>Submit to be checked</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>还没有填：{names}</translation>
    </message>
    <message>
        <source>{name}: {count} loan(s), principal {principal}, interest {interest} on {day}</source>
        <translation>{name}：{count} 笔，本金 {principal} 元，利息 {interest} 元（算至 {day}）</translation>
    </message>
    <message>
        <source>{capital}; the payer brings {to_pay} on that day: all principal and the other interest</source>
        <translation>{capital}；当日须付清 {to_pay} 元：全部本金和其余利息</translation>
    </message>
    <message>
        <source>illness, disaster, no means</source>
        <translation>如因病、因灾、无力偿还</translation>
    </message>
    <message>
        <source>hospital papers, certificate of the village</source>
        <translation>如住院记录、村委会证明</translation>
    </message>
    <message>
        <source>Interest alone is waived, never principal; it is booked only after payment</source>
        <translation>只减利息，不减本金；付清以后才入账</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>To waive</source>
        <translation>减免金额</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>借据</translation>
    </message>
    <message>
        <source>Who pays</source>
        <translation>偿还人</translation>
    </message>
    <message>
        <source>Able to pay in full?</source>
        <translation>有无偿还能力</translation>
    </message>
    <message>
        <source>Evades the debt?</source>
        <translation>是否逃废债务</translation>
    </message>
    <message>
        <source>Staff or related?</source>
        <translation>是否职工或关系人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>To be checked by</source>
        <translation>由谁复核</translation>
    </message>
    <message>
        <source>Who may approve</source>
        <translation>审批权限</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>借据号</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>On balance</source>
        <translation>表内欠息</translation>
    </message>
    <message>
        <source>Off balance</source>
        <translation>表外欠息</translation>
    </message>
    <message>
        <source>Waived on balance</source>
        <translation>减免表内</translation>
    </message>
    <message>
        <source>Waived off balance</source>
        <translation>减免表外</translation>
    </message>
</context>
<context>
    <name>ResetDialog</name>
    <message>
        <source>New password for {name}</source>
        <translation>重设 {name} 的密码</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Who forgot his password types the new one himself. An accountant signs.</source>
        <translation>由忘记密码的本人输入新密码，委派会计复核。</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Choose a copy</source>
        <translation>选择备份</translation>
    </message>
    <message>
        <source>What will be lost</source>
        <translation>会失去什么</translation>
    </message>
    <message>
        <source>Two people sign</source>
        <translation>双人复核</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>The file of now is not deleted: it is kept beside the database under another name. Users and passwords will be those of the copy&apos;s day; whoever was disabled since must be disabled again.</source>
        <translation>现在的数据库文件不会删除，改名保存在原处。用户和密码回到备份那天；此后停用的人员须重新停用。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close and restore</source>
        <translation>关闭并恢复</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Databases ({patterns})</source>
        <translation>数据库 ({patterns})</translation>
    </message>
    <message>
        <source>Checking the copy</source>
        <translation>正在检查备份</translation>
    </message>
    <message>
        <source>Checking the passwords</source>
        <translation>正在核对密码</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Print the slip…</source>
        <translation>打印交接单…</translation>
    </message>
    <message>
        <source>You may remove the stick now</source>
        <translation>可以拔出U盘了</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>What changed {count}</source>
        <translation>变化 {count}</translation>
    </message>
    <message>
        <source>To find out {count}</source>
        <translation>待查 {count}</translation>
    </message>
    <message>
        <source>{file}: ledger of {day} taken in</source>
        <translation>{file} 已导入，数据日期 {day}</translation>
    </message>
    <message>
        <source>{loans} loans of {borrowers} debtors, principal {principal}: {opened} new, {updated} updated, {unchanged} unchanged, {missing} no longer listed, {reappeared} back, {refused} rows left out.</source>
        <translation>{borrowers} 户 {loans} 笔，本金 {principal}：新增 {opened} 笔，更新 {updated} 笔，没有变化 {unchanged} 笔，新台账中没有 {missing} 笔，重新出现 {reappeared} 笔，不能导入 {refused} 行。</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Take in a return</source>
        <translation>读入回执包</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>回执包</translation>
    </message>
    <message>
        <source>Stick</source>
        <translation>U盘</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回执包</translation>
    </message>
    <message>
        <source>Head office&apos;s answer, and what it sets for this branch</source>
        <translation>联社的答复，以及联社下发给本网点的内容</translation>
    </message>
    <message>
        <source>Looking through the stick</source>
        <translation>正在查看U盘</translation>
    </message>
    <message>
        <source>No return for this branch lies there.</source>
        <translation>这里没有发给本网点的回执包。</translation>
    </message>
</context>
<context>
    <name>ReturnsPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Answers, balances, rules and decisions for each branch, on a stick</source>
        <translation>给各网点的答复、余额、规则和决定，写到U盘</translation>
    </message>
    <message>
        <source>Slips…</source>
        <translation>交接单…</translation>
    </message>
    <message>
        <source>Write for the chosen…</source>
        <translation>写所选网点…</translation>
    </message>
    <message>
        <source>Write for all that wait…</source>
        <translation>写全部待回执网点…</translation>
    </message>
    <message>
        <source>No branch has a PC yet</source>
        <translation>还没有登记过网点的电脑</translation>
    </message>
    <message>
        <source>Returns go to registered PCs: register one on the page Branches first.</source>
        <translation>回执包写给登记过的电脑：请先到“网点”页登记。</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Print the slip…</source>
        <translation>打印交接单…</translation>
    </message>
    <message>
        <source>Slip as PDF…</source>
        <translation>交接单存为 PDF…</translation>
    </message>
    <message>
        <source>Copy them to a stick…</source>
        <translation>拷到U盘…</translation>
    </message>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n 个网点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s)</source>
        <translation>
            <numerusform>%n 个待回执</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) that were written, as they are</source>
        <translation>
            <numerusform>已写出的 %n 个回执包，原样拷贝</numerusform>
        </translation>
    </message>
    <message>
        <source>Write returns</source>
        <translation>写出回执包</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>They are kept here, and their branches count as answered: copy them with F6.</source>
        <translation>回执包保存在本机，这些网点已算回执过：请按 F6 拷到U盘。</translation>
    </message>
    <message numerus="yes">
        <source>Returns for %n branch(es), all onto one stick</source>
        <translation>
            <numerusform>%n 个网点的回执包，写到同一个U盘</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing returns</source>
        <translation>正在写出回执包</translation>
    </message>
    <message>
        <source>Copying returns</source>
        <translation>正在拷贝回执包</translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) written, but not on the stick</source>
        <translation>
            <numerusform>已写出 %n 个回执包，但还没有拷到U盘</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s) written</source>
        <translation>
            <numerusform>已写出 %n 个回执包</numerusform>
        </translation>
    </message>
    <message>
        <source>slip {serial}</source>
        <translation>交接单 {serial}</translation>
    </message>
    <message>
        <source>They were read back and are whole: you may remove the stick now.</source>
        <translation>已逐个读回核对，完整无误：可以拔出U盘了。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevealDialog</name>
    <message>
        <source>Show in full</source>
        <translation>显示全文</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号码</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>What it is needed for; the journal keeps it</source>
        <translation>用途；写入操作记录</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>全文</translation>
    </message>
</context>
<context>
    <name>RoleDialog</name>
    <message>
        <source>Another role for {name}</source>
        <translation>{name} 换岗</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>It counts from the next sign-in. An accountant signs.</source>
        <translation>下次登录时生效，由委派会计复核。</translation>
    </message>
</context>
<context>
    <name>RuleCard</name>
    <message>
        <source>since {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>A setting of the bank, no rule of law</source>
        <translation>本行设置，不是法律规定</translation>
    </message>
    <message>
        <source>Source: the yearly notices of the State Council</source>
        <translation>依据：国务院办公厅历年放假通知</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>依据：{source}</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Limitation</source>
        <translation>诉讼时效</translation>
    </message>
    <message>
        <source>Guarantee</source>
        <translation>保证</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Published rates</source>
        <translation>公布利率</translation>
    </message>
    <message>
        <source>Classes and provisions</source>
        <translation>分类与拨备</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>催收行为</translation>
    </message>
    <message>
        <source>Relief and disposal</source>
        <translation>减免与处置</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Rest days</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>Work in the branch</source>
        <translation>网点内部</translation>
    </message>
    <message>
        <source>valid today</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>earlier</source>
        <translation>以前</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>将行</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>ask counsel</source>
        <translation>请律师核对</translation>
    </message>
    <message>
        <source>Uncertain: sources disagree or the text was not read. The safer value is used until the bank&apos;s counsel sets another.</source>
        <translation>存疑：各家说法不一，或未读到原文。在本行律师另行确定以前，按较稳妥的数值计算。</translation>
    </message>
    <message>
        <source>Limitation period</source>
        <translation>诉讼时效期间</translation>
    </message>
    <message>
        <source>Longest protection</source>
        <translation>最长保护期</translation>
    </message>
    <message>
        <source>Suspension counts in the last</source>
        <translation>中止只在最后期间内发生</translation>
    </message>
    <message>
        <source>Left after a suspension</source>
        <translation>中止原因消除后</translation>
    </message>
    <message>
        <source>Time to apply for enforcement</source>
        <translation>申请执行期间</translation>
    </message>
    <message>
        <source>Law by the contract&apos;s day</source>
        <translation>按合同日期适用的法律</translation>
    </message>
    <message>
        <source>Mode where none is agreed</source>
        <translation>未约定方式的</translation>
    </message>
    <message>
        <source>Period where none is agreed</source>
        <translation>未约定期间的</translation>
    </message>
    <message>
        <source>Period where it is unclear</source>
        <translation>约定不明的</translation>
    </message>
    <message>
        <source>Safe day</source>
        <translation>稳妥日</translation>
    </message>
    <message>
        <source>Special window for old guarantees</source>
        <translation>旧保证的特别期间</translation>
    </message>
    <message>
        <source>Most a void guarantor pays</source>
        <translation>保证无效时最多赔偿</translation>
    </message>
    <message>
        <source>Days of a year</source>
        <translation>一年按多少天</translation>
    </message>
    <message>
        <source>Way of counting</source>
        <translation>计息方法</translation>
    </message>
    <message>
        <source>Settlement of interest</source>
        <translation>结息方式</translation>
    </message>
    <message>
        <source>Day of settlement</source>
        <translation>结息日</translation>
    </message>
    <message>
        <source>First day of the penalty rate</source>
        <translation>罚息首日</translation>
    </message>
    <message>
        <source>Overdue: multiple of the rate</source>
        <translation>逾期加收倍数</translation>
    </message>
    <message>
        <source>Misuse: multiple of the rate</source>
        <translation>挪用加收倍数</translation>
    </message>
    <message>
        <source>Overdue, loans before 2004</source>
        <translation>逾期（2004年前的贷款）</translation>
    </message>
    <message>
        <source>Misuse, loans before 2004</source>
        <translation>挪用（2004年前的贷款）</translation>
    </message>
    <message>
        <source>Compound interest in the term</source>
        <translation>期内复利</translation>
    </message>
    <message>
        <source>Compound interest on penalty interest</source>
        <translation>罚息的复利</translation>
    </message>
    <message>
        <source>Compound interest joins its base</source>
        <translation>复利并入基数</translation>
    </message>
    <message>
        <source>Ceiling of all interest</source>
        <translation>利率合计上限</translation>
    </message>
    <message>
        <source>Rates above this are checked</source>
        <translation>利率过高提示</translation>
    </message>
    <message>
        <source>Interest leaves the balance after</source>
        <translation>欠息转表外</translation>
    </message>
    <message>
        <source>Late performance of a judgment</source>
        <translation>迟延履行加倍利息</translation>
    </message>
    <message>
        <source>Benchmark lending rates</source>
        <translation>贷款基准利率</translation>
    </message>
    <message>
        <source>Loan prime rate</source>
        <translation>贷款市场报价利率</translation>
    </message>
    <message>
        <source>Class by days overdue</source>
        <translation>按逾期天数分类</translation>
    </message>
    <message>
        <source>Class by shares and expected loss</source>
        <translation>按占比和预期损失分类</translation>
    </message>
    <message>
        <source>Overdue became dead stock</source>
        <translation>逾期转呆滞</translation>
    </message>
    <message>
        <source>Upgrade after</source>
        <translation>上迁条件</translation>
    </message>
    <message>
        <source>Observation of restructured loans</source>
        <translation>重组贷款观察期</translation>
    </message>
    <message>
        <source>Provision by class</source>
        <translation>各类拨备率</translation>
    </message>
    <message>
        <source>Provision coverage ratio</source>
        <translation>拨备覆盖率</translation>
    </message>
    <message>
        <source>Loan provision ratio</source>
        <translation>贷款拨备率</translation>
    </message>
    <message>
        <source>No contact</source>
        <translation>不得催收的时段</translation>
    </message>
    <message>
        <source>Unanswered calls a number and day</source>
        <translation>每号每日未接拨打</translation>
    </message>
    <message>
        <source>Staff on a visit</source>
        <translation>上门人数</translation>
    </message>
    <message>
        <source>Heat that moves visits to the morning</source>
        <translation>高温改上午走访</translation>
    </message>
    <message>
        <source>Records are kept for</source>
        <translation>催收记录保存</translation>
    </message>
    <message>
        <source>Who approves a waiver</source>
        <translation>减免审批权限</translation>
    </message>
    <message>
        <source>Small loans</source>
        <translation>小额贷款</translation>
    </message>
    <message>
        <source>Longest extension</source>
        <translation>展期最长</translation>
    </message>
    <message>
        <source>Foreclosed assets must be sold within</source>
        <translation>抵债资产处置期限</translation>
    </message>
    <message>
        <source>Days after harvest</source>
        <translation>收获后还款日</translation>
    </message>
    <message>
        <source>An instalment is missed after</source>
        <translation>分期款逾期未还的宽限</translation>
    </message>
    <message>
        <source>Rest days of a year</source>
        <translation>某年放假安排</translation>
    </message>
    <message>
        <source>Rest days known</source>
        <translation>已知的放假安排</translation>
    </message>
    <message>
        <source>Between two rounds</source>
        <translation>两次通知间隔</translation>
    </message>
    <message>
        <source>Deadline of a notice</source>
        <translation>通知书限期</translation>
    </message>
    <message>
        <source>Deadline of the last round</source>
        <translation>末次通知限期</translation>
    </message>
    <message>
        <source>Serve before the last day by</source>
        <translation>届满前送达提前</translation>
    </message>
    <message>
        <source>Warnings before the last day</source>
        <translation>届满前预警</translation>
    </message>
    <message>
        <source>A ledger is old after</source>
        <translation>台账过旧</translation>
    </message>
    <message>
        <source>A proposal waits for its checker</source>
        <translation>等待复核的期限</translation>
    </message>
    <message>
        <source>A proposal waits for head office&apos;s package</source>
        <translation>等联社数据包签批的天数</translation>
    </message>
    <message>
        <source>Tries of a code over the phone</source>
        <translation>电话码可以试几次</translation>
    </message>
    <message>
        <source>A teller books alone up to</source>
        <translation>柜员单人收款限额</translation>
    </message>
    <message>
        <source>Length of a password</source>
        <translation>密码长度</translation>
    </message>
    <message>
        <source>A password is changed after</source>
        <translation>密码更换周期</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>%n year(s)</source>
        <translation>%n 年</translation>
    </message>
    <message>
        <source>%n month(s)</source>
        <translation>%n 个月</translation>
    </message>
    <message>
        <source>%n day(s)</source>
        <translation>%n 天</translation>
    </message>
    <message>
        <source>%n time(s) at most</source>
        <translation>最多 %n 次</translation>
    </message>
    <message>
        <source>%n person(s) at least</source>
        <translation>至少 %n 人</translation>
    </message>
    <message>
        <source>{amount} yuan</source>
        <translation>{amount} 元</translation>
    </message>
    <message>
        <source>%n character(s) at least</source>
        <translation>至少 %n 位</translation>
    </message>
    <message>
        <source>{rate}% a year</source>
        <translation>年 {rate}%</translation>
    </message>
    <message>
        <source>{rate} per 10,000 a day</source>
        <translation>日万分之 {rate}</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>计</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>不计</translation>
    </message>
    <message>
        <source>only what was left of the period</source>
        <translation>继续计算剩余期间</translation>
    </message>
    <message>
        <source>before the Security Law: a person judges</source>
        <translation>担保法以前，由人判断</translation>
    </message>
    <message>
        <source>joint</source>
        <translation>连带责任保证</translation>
    </message>
    <message>
        <source>general</source>
        <translation>一般保证</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>{share} of what the debtor cannot pay</source>
        <translation>债务人不能清偿部分的 {share}</translation>
    </message>
    <message>
        <source>by actual days</source>
        <translation>积数（按实际天数）</translation>
    </message>
    <message>
        <source>whole months and odd days</source>
        <translation>逐笔（整月加零头天数）</translation>
    </message>
    <message>
        <source>every quarter</source>
        <translation>按季</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>按月</translation>
    </message>
    <message>
        <source>with the principal</source>
        <translation>利随本清</translation>
    </message>
    <message>
        <source>the {day}th</source>
        <translation>{day} 日</translation>
    </message>
    <message>
        <source>the due date itself</source>
        <translation>到期日当日</translation>
    </message>
    <message>
        <source>the day after the due date</source>
        <translation>到期次日</translation>
    </message>
    <message>
        <source>{low} to {high} times, {claimed} where unknown</source>
        <translation>{low} 至 {high} 倍，未知按 {claimed} 倍</translation>
    </message>
    <message>
        <source>6 months {a}  1 year {b}  3 years {c}  5 years {d}  longer {e}</source>
        <translation>六个月 {a}  一年 {b}  三年 {c}  五年 {d}  五年以上 {e}</translation>
    </message>
    <message>
        <source>1 year {one}  5 years {five}</source>
        <translation>一年期 {one}  五年期以上 {five}</translation>
    </message>
    <message>
        <source>special mention &gt; {days}</source>
        <translation>关注＞{days}</translation>
    </message>
    <message>
        <source>substandard &gt; {days}</source>
        <translation>次级＞{days}</translation>
    </message>
    <message>
        <source>doubtful &gt; {days}</source>
        <translation>可疑＞{days}</translation>
    </message>
    <message>
        <source>loss &gt; {days}</source>
        <translation>损失＞{days}</translation>
    </message>
    <message>
        <source>technical delay to {days} days excepted</source>
        <translation>{days} 天内技术性逾期除外</translation>
    </message>
    <message>
        <source>overdue at all banks &gt; {everywhere}%, non-performing here &gt; {here}%, expected loss from {doubtful}% doubtful, from {loss}% loss</source>
        <translation>各行逾期债务占比＞{everywhere}%，本行不良占比＞{here}%，预期信用损失 {doubtful}% 起可疑、{loss}% 起损失</translation>
    </message>
    <message>
        <source>after {time} overdue</source>
        <translation>逾期满 {time}</translation>
    </message>
    <message>
        <source>%n repayment period(s)</source>
        <translation>%n 个还款期</translation>
    </message>
    <message>
        <source>{normal} / {mention} / {substandard} / {doubtful} / {loss} %, middle two ±{spread}%</source>
        <translation>正常 {normal}%、关注 {mention}%、次级 {substandard}%、可疑 {doubtful}%、损失 {loss}%，次级可疑可上下 {spread}%</translation>
    </message>
    <message>
        <source>from {start} to {end}</source>
        <translation>{start} 至 {end}</translation>
    </message>
    <message>
        <source>above {degrees} °C</source>
        <translation>超过 {degrees} °C</translation>
    </message>
    <message>
        <source>{who} to {amount}</source>
        <translation>{who} {amount} 元以内</translation>
    </message>
    <message>
        <source>{who} above</source>
        <translation>{who} 以上全部</translation>
    </message>
    <message>
        <source>towns to {city}, hills to {hills}</source>
        <translation>城区 {city} 元，山区 {hills} 元</translation>
    </message>
    <message>
        <source>loans to {short}: their term; to {medium}: half of it; longer: {most}</source>
        <translation>{short}以内的不超过原期限，{medium}以内的不超过一半，更长的不超过 {most}</translation>
    </message>
    <message>
        <source>land and shares {land}, other rights {rights}, movables {movables}</source>
        <translation>不动产、股权 {land}，其他权利 {rights}，动产 {movables}</translation>
    </message>
    <message>
        <source>{days} of every year</source>
        <translation>每年 {days}</translation>
    </message>
    <message>
        <source>{rest} days off, {worked} weekend days worked</source>
        <translation>放假 {rest} 天，调休上班 {worked} 天</translation>
    </message>
    <message>
        <source>years {first} to {last}; in later ones the strict last day stands</source>
        <translation>{first} 至 {last} 年；以后的年份按严格末日</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Head office owns these tables. Each day uses the row of its time.</source>
        <translation>规则表由联社制定；每一天适用当时有效的那一行。</translation>
    </message>
    <message>
        <source>Adopt a file of rows…</source>
        <translation>采用规则表文件…</translation>
    </message>
    <message>
        <source>Search in all rules</source>
        <translation>在全部规则中查找</translation>
    </message>
    <message>
        <source>Files of rules (*.json)</source>
        <translation>规则表文件 (*.json)</translation>
    </message>
    <message>
        <source>Adopt a file of rows</source>
        <translation>采用规则表文件</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Computing every clock</source>
        <translation>正在重新计算全部时效</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) adopted</source>
        <translation>
            <numerusform>已采用 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored clock(s) changed</source>
        <translation>
            <numerusform>%n 笔借款的时效有变</numerusform>
        </translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uncertain</source>
        <translation>
            <numerusform>存疑 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SampleHint</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Papers are marked as samples: the branch has not entered its names yet.</source>
        <translation>机构资料还没有填，打印的文书都标“样张”。</translation>
    </message>
    <message>
        <source>Enter the branch details</source>
        <translation>填写机构资料</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Name (and last 4 of ID), pinyin, loan number, or scan</source>
        <translation>姓名（可加身份证末四位）、拼音、借据号，或扫码</translation>
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
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>SecondDialog</name>
    <message>
        <source>A second person signs</source>
        <translation>第二人签字</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>您自己的密码</translation>
    </message>
    <message>
        <source>Looking at the password</source>
        <translation>正在核对密码</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>SecondFolderCard</name>
    <message>
        <source>Second folder</source>
        <translation>第二备份文件夹</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>Choose another disk, a stick or a network folder: backups go there too</source>
        <translation>请选另一块磁盘、U盘或网络文件夹：每次手动和日终备份另存一份</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>{folder}: put the stick in or connect the network</source>
        <translation>{folder}：请插好U盘或接通网络</translation>
    </message>
    <message>
        <source>there</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>{folder}: last copy {when}</source>
        <translation>{folder}：最近一份 {when}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{copy} is in place now.</source>
        <translation>已恢复为 {copy}。</translation>
    </message>
    <message>
        <source>The file before it is kept as {name}.</source>
        <translation>原来的文件保存为 {name}。</translation>
    </message>
    <message>
        <source>So is the database of the branches. Branches send again what it lacks.</source>
        <translation>各网点的数据库也一并恢复，原来的同样改名保留；缺少的由网点补发。</translation>
    </message>
    <message>
        <source>Sign in with the password of the copy&apos;s day.</source>
        <translation>请用备份那天的密码登录。</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>The backup is being restored</source>
        <translation>正在恢复备份</translation>
    </message>
    <message>
        <source>The day&apos;s backup is being made</source>
        <translation>正在做今天的备份</translation>
    </message>
</context>
<context>
    <name>SetupPane</name>
    <message>
        <source>The database will be {path}</source>
        <translation>数据库将建在 {path}</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Account and phones</source>
        <translation>账户和电话</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>With invented debtors, to try everything out</source>
        <translation>带一批虚构的借款人，供试用</translation>
    </message>
    <message>
        <source>A branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>联社</translation>
    </message>
    <message>
        <source>Head office takes in what branches send; PostgreSQL: head-office init</source>
        <translation>联社接收各网点的数据包；用 PostgreSQL 时改用命令 qingshou head-office init</translation>
    </message>
    <message>
        <source>Fill in every field, then go on</source>
        <translation>请把每一项填好，再往下走</translation>
    </message>
    <message>
        <source>Escrow key…</source>
        <translation>托管密钥…</translation>
    </message>
    <message>
        <source>Fill in a sample to try</source>
        <translation>填入样例试用</translation>
    </message>
    <message>
        <source>Open a database…</source>
        <translation>打开已有数据库…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Make the database</source>
        <translation>建立数据库</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Escrow key, onto a stick that goes into a safe</source>
        <translation>托管密钥：写到要锁进保险柜的U盘</translation>
    </message>
    <message>
        <source>Opens every branch&apos;s packages when this database is lost. Write it onto a stick and lock the stick into a safe; no copy stays here.</source>
        <translation>本库丢失时用它打开各网点的数据包。请写到U盘并锁进保险柜，本机不留副本。</translation>
    </message>
    <message>
        <source>It is written to {file}</source>
        <translation>将写到 {file}</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Record the written approval</source>
        <translation>登记书面批复</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>What was agreed to over the phone is not booked. From now on a payment of all that is due, made in time, brings the relief about.</source>
        <translation>电话里同意的不入账。登记以后，在有效期内付清应还本息，减免才生效。</translation>
    </message>
    <message>
        <source>Number of the approval</source>
        <translation>批复文号</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>批复日期</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>SignInPane</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Another database…</source>
        <translation>其他数据库…</translation>
    </message>
    <message>
        <source>New database…</source>
        <translation>新建数据库…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Everybody has forgotten the password…</source>
        <translation>密码都忘了…</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>还要等 %n 秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignedDialog</name>
    <message>
        <source>The agreement was signed</source>
        <translation>登记协议签订</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Signing interrupts limitation of every loan, and it starts anew at the last instalment, {last}. Without a file it counts as claimed only. Who does not sign is not bound by the new days.</source>
        <translation>签订使每份借据的时效中断，并自最后一期 {last} 重新起算。没有附件的只算已主张；没有签名的丙方不受新期限约束。</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签订日期</translation>
    </message>
    <message>
        <source>Signed with him</source>
        <translation>同时签名的丙方</translation>
    </message>
    <message>
        <source>Scan or photo</source>
        <translation>扫描件或照片</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>SigningForm</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>This database has no users: nobody else signs.</source>
        <translation>这个数据库没有设用户，不需要第二人复核。</translation>
    </message>
    <message>
        <source>The program closes, puts the copy in place and asks to sign in again.</source>
        <translation>程序将关闭，换上备份，然后请重新登录。</translation>
    </message>
    <message>
        <source>Accountant: asks for it</source>
        <translation>委派会计：经办</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Manager: checks it</source>
        <translation>主任：复核</translation>
    </message>
</context>
<context>
    <name>SlipActs</name>
    <message numerus="yes">
        <source>Slip {serial}: %n page(s) sent</source>
        <translation>
            <numerusform>交接单 {serial}：已送出 %n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>Slip {serial}</source>
        <translation>交接单 {serial}</translation>
    </message>
    <message>
        <source>Save the slip</source>
        <translation>保存交接单</translation>
    </message>
    <message>
        <source>Slip {serial} is written to {file}</source>
        <translation>交接单 {serial} 已存为 {file}</translation>
    </message>
    <message>
        <source>Writing the slip</source>
        <translation>正在写交接单</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
</context>
<context>
    <name>SlipCard</name>
    <message>
        <source>Scan a slip, or type its number</source>
        <translation>请扫描回执，或输入编号</translation>
    </message>
    <message>
        <source>Number and barcode stand at the top right of the slip</source>
        <translation>条码和编号在回执右上角</translation>
    </message>
    <message>
        <source>Scan or type a serial, then Enter</source>
        <translation>扫描或输入编号，按回车</translation>
    </message>
    <message>
        <source>Record, next slip</source>
        <translation>登记，下一张</translation>
    </message>
    <message>
        <source>Withdraw the last one</source>
        <translation>撤销上一张</translation>
    </message>
    <message numerus="yes">
        <source>%n loan(s)</source>
        <translation>
            <numerusform>%n 笔</numerusform>
        </translation>
    </message>
    <message>
        <source>total {amount}</source>
        <translation>本息 {amount}</translation>
    </message>
    <message>
        <source>printed {day}</source>
        <translation>{day} 印</translation>
    </message>
    <message>
        <source>dated {day}, printing not confirmed</source>
        <translation>日期 {day}，未确认已印</translation>
    </message>
    <message numerus="yes">
        <source>tried %n time(s)</source>
        <translation>
            <numerusform>已登记 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>First round</source>
        <translation>第一次</translation>
    </message>
    <message>
        <source>Second round</source>
        <translation>第二次</translation>
    </message>
    <message>
        <source>Third round</source>
        <translation>第三次</translation>
    </message>
</context>
<context>
    <name>SlipDialog</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SlipsDialog</name>
    <message>
        <source>Slips of returns</source>
        <translation>回执交接单</translation>
    </message>
    <message numerus="yes">
        <source>%n slip(s)</source>
        <translation>
            <numerusform>%n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No slip yet</source>
        <translation>还没有交接单</translation>
    </message>
    <message>
        <source>Write returns onto a stick: their slip gets its number by itself.</source>
        <translation>把回执包写到U盘时，交接单自动编号。</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Who imports ledgers</source>
        <translation>台账由谁导入</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>联社</translation>
    </message>
    <message>
        <source>Each branch</source>
        <translation>各网点</translation>
    </message>
    <message>
        <source>Branches learn of it with their next return. Where each branch imports its own, head office gets it with the packages. The newest business day always wins.</source>
        <translation>网点在下一个回执包里得知。由网点导入的，台账随数据包报到联社。不论谁导入，都以业务日期最新的为准。</translation>
    </message>
    <message>
        <source>Ledgers come from</source>
        <translation>台账由</translation>
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
    <message>
        <source>comparing hashes</source>
        <translation>核对校验值</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>packages</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>returns</source>
        <translation>回执包</translation>
    </message>
    <message>
        <source>branches</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>going through the journal</source>
        <translation>核对日志</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>computing again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>somebody else is copying, waiting</source>
        <translation>另一人正在复制，请稍候</translation>
    </message>
    <message>
        <source>waiting for the stick</source>
        <translation>等待U盘写完</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>specimens</source>
        <translation>样张</translation>
    </message>
</context>
<context>
    <name>StartDialog</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Set up this branch</source>
        <translation>设置本网点</translation>
    </message>
    <message>
        <source>The recovery code is shown only now. Without it nobody gets in when all managers forgot their passwords. Close all the same?</source>
        <translation>恢复码只在此时显示。没有它，主任全都忘记密码时谁也进不去。仍然关闭吗？</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the code</source>
        <translation>回到恢复码</translation>
    </message>
    <message>
        <source>Qingshou</source>
        <translation>清收通</translation>
    </message>
    <message>
        <source>Writing the request</source>
        <translation>正在写出申请</translation>
    </message>
    <message>
        <source>Back in with a new password</source>
        <translation>重设密码，重新登录</translation>
    </message>
    <message>
        <source>New database</source>
        <translation>新建数据库</translation>
    </message>
    <message>
        <source>Databases ({patterns})</source>
        <translation>数据库 ({patterns})</translation>
    </message>
    <message>
        <source>Choose a database</source>
        <translation>选择数据库</translation>
    </message>
    <message>
        <source>Locked. Sign in to go on where you were.</source>
        <translation>窗口已锁定，请重新登录，回到原来的地方</translation>
    </message>
    <message>
        <source>Making the database</source>
        <translation>正在建立数据库</translation>
    </message>
    <message>
        <source>Opening the database</source>
        <translation>正在打开数据库</translation>
    </message>
    <message>
        <source>Looking for backups</source>
        <translation>正在查找备份</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
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
    <message numerus="yes">
        <source>Last exchange %n day(s) ago</source>
        <translation>
            <numerusform>距上次同步 %n 天</numerusform>
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
<context>
    <name>StickDialog</name>
    <message>
        <source>Stick</source>
        <translation>U盘</translation>
    </message>
</context>
<context>
    <name>StickPicker</name>
    <message>
        <source>Looking for sticks</source>
        <translation>正在查找U盘</translation>
    </message>
    <message>
        <source>Sticks</source>
        <translation>U盘</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Stick</source>
        <translation>U盘</translation>
    </message>
    <message>
        <source>{name}&#x3000;write-protected: move its little switch</source>
        <translation>{name}&#x3000;写保护：请拨动U盘侧面的小开关</translation>
    </message>
    <message>
        <source>{name}&#x3000;{free} free</source>
        <translation>{name}&#x3000;剩余 {free}</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>文件夹：{folder}</translation>
    </message>
    <message>
        <source>No stick is plugged in. Plug it in, wait a moment, and press F5.</source>
        <translation>没有找到U盘。请插好U盘，等几秒，再按 F5。</translation>
    </message>
    <message>
        <source>A stick, or a folder</source>
        <translation>选择U盘或文件夹</translation>
    </message>
</context>
<context>
    <name>Storing</name>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>SumsCard</name>
    <message>
        <source>{amount} × 10,000</source>
        <translation>{amount} 万</translation>
    </message>
    <message>
        <source>Interest owed: on balance {on}, off balance {off}</source>
        <translation>欠息：表内 {on}，表外 {off}</translation>
    </message>
    <message numerus="yes">
        <source>Ledger of {day}, %n day(s) old</source>
        <translation>
            <numerusform>台账 {day}（%n 天前）</numerusform>
        </translation>
    </message>
    <message>
        <source>Non-performing loans</source>
        <translation>不良贷款</translation>
    </message>
    <message>
        <source>Import a newer ledger</source>
        <translation>导入新台账</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>A newer ledger comes with head office&apos;s return: page Sync</source>
        <translation>新台账随联社回执包下发，请到“同步”页读入</translation>
    </message>
</context>
<context>
    <name>TargetDialog</name>
    <message>
        <source>Set a target</source>
        <translation>下达目标</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>下达</translation>
    </message>
    <message>
        <source>What branch {branch} is to recover; a later one of the same year and measure takes its place, and 0 withdraws it. The next return tells the branch.</source>
        <translation>网点 {branch} 的清收任务：再次下达即替换同年同指标的，金额填 0 即撤销。下一个回执包告诉网点。</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额（元）</translation>
    </message>
</context>
<context>
    <name>TemplatesPage</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>What is adopted here goes to every branch with its return</source>
        <translation>这里采用的模板随回执包下发到每个网点</translation>
    </message>
</context>
<context>
    <name>TemplatesView</name>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Save the template as a file…</source>
        <translation>模板存为文件…</translation>
    </message>
    <message>
        <source>Adopt a file of head office…</source>
        <translation>采用联社下发的文件…</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adopted, but %n place(s) of the PDF&apos;s wording differ</source>
        <translation>
            <numerusform>模板已采用，但与现行 PDF 措辞有 %n 处不同</numerusform>
        </translation>
    </message>
    <message>
        <source>{file} written</source>
        <translation>已写入 {file}</translation>
    </message>
    <message>
        <source>Writing the template</source>
        <translation>写模板文件</translation>
    </message>
    <message>
        <source>Templates ({patterns})</source>
        <translation>模板 ({patterns})</translation>
    </message>
    <message>
        <source>Checking the template</source>
        <translation>检查模板</translation>
    </message>
    <message>
        <source>{file} was not adopted for {paper}</source>
        <translation>{file} 没有采用为{paper}的模板</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineTab</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Guarantees</source>
        <translation>保证</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经手</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>记录时间</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>To do</source>
        <translation>要做的事</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Principal (yuan)</source>
        <translation>本金（元）</translation>
    </message>
    <message>
        <source>Most pressing</source>
        <translation>最近一件</translation>
    </message>
    <message>
        <source>claims expire</source>
        <translation>诉讼时效届满</translation>
    </message>
    <message>
        <source>loans the ledger lost</source>
        <translation>新台账中没有的借款</translation>
    </message>
    <message>
        <source>papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>agreements</source>
        <translation>还款协议</translation>
    </message>
    <message>
        <source>promises</source>
        <translation>还款承诺</translation>
    </message>
    <message>
        <source>approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>days with repayments</source>
        <translation>有收款的日子</translation>
    </message>
    <message>
        <source>repayments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>notices</source>
        <translation>通知书</translation>
    </message>
    <message>
        <source>in {days} days</source>
        <translation>{days} 天内</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>printed, not served</source>
        <translation>已印未送</translation>
    </message>
    <message>
        <source>on the way</source>
        <translation>送达中</translation>
    </message>
    <message>
        <source>instalment missed</source>
        <translation>分期逾期</translation>
    </message>
    <message>
        <source>instalment due</source>
        <translation>分期将到期</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>待签订</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未兑现</translation>
    </message>
    <message>
        <source>due soon</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>not closed</source>
        <translation>未轧账</translation>
    </message>
    <message>
        <source>not as in the ledger</source>
        <translation>和台账对不上</translation>
    </message>
    <message>
        <source>waiting for me</source>
        <translation>等我复核</translation>
    </message>
    <message>
        <source>to find out</source>
        <translation>待查</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Nothing to do yet</source>
        <translation>还没有要做的事</translation>
    </message>
    <message>
        <source>Start with the ledger that the core system exported.</source>
        <translation>先导入核心系统导出的不良贷款台账。</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Nothing runs out within half a year.</source>
        <translation>半年内没有时效届满的借款。</translation>
    </message>
    <message>
        <source>Claims running out, by month</source>
        <translation>按月届满的诉讼时效</translation>
    </message>
    <message>
        <source>bar: principal, figure: claims</source>
        <translation>柱：本金&#x3000;数字：笔数</translation>
    </message>
    <message>
        <source>First what would be lost</source>
        <translation>先做会失权的事</translation>
    </message>
</context>
<context>
    <name>TodayPresenter</name>
    <message>
        <source>Looking what is to be done</source>
        <translation>正在查看要做的事</translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message>
        <source>Totals of the file</source>
        <translation>文件中的合计</translation>
    </message>
    <message numerus="yes">
        <source>%n agree in all</source>
        <translation>
            <numerusform>一共 %n 处相符</numerusform>
        </translation>
    </message>
    <message>
        <source>The file states none</source>
        <translation>文件里没有合计</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>stated {stated}, rows give {computed}</source>
        <translation>写的是 {stated}，各行合计 {computed}</translation>
    </message>
</context>
<context>
    <name>UnlockPane</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open with a key file…</source>
        <translation>用密钥文件打开…</translation>
    </message>
    <message>
        <source>Another database…</source>
        <translation>其他数据库…</translation>
    </message>
    <message>
        <source>New database…</source>
        <translation>新建数据库…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>选择密钥文件</translation>
    </message>
</context>
<context>
    <name>UserDialog</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>大写锁定已打开</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>At least 8 characters: letters, digits, signs, two of them</source>
        <translation>至少 8 位，含字母、数字、符号中的两种</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>A manager proposes a change, an accountant signs it; names are never reused</source>
        <translation>主任提出，委派会计复核；用户名不重复使用</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Role…</source>
        <translation>换岗…</translation>
    </message>
    <message>
        <source>New password…</source>
        <translation>重设密码…</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>My password…</source>
        <translation>我的密码…</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>建立日期</translation>
    </message>
    <message>
        <source>Password of</source>
        <translation>密码日期</translation>
    </message>
    <message>
        <source>may sign in</source>
        <translation>可登录</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>已停用</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) may sign in</source>
        <translation>
            <numerusform>%n 人可以登录</numerusform>
        </translation>
    </message>
    <message>
        <source>Change your password by {day}</source>
        <translation>请在 {day} 前更换密码</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>WaitDialog</name>
    <message>
        <source>Qingshou</source>
        <translation>清收通</translation>
    </message>
</context>
<context>
    <name>WaitingDialog</name>
    <message>
        <source>Waits for a second person</source>
        <translation>等第二个人复核</translation>
    </message>
    <message>
        <source>Have it checked here</source>
        <translation>有人在场复核</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Nothing has taken effect yet. The checker finds it on the page Approvals; if he stands beside you he can sign here with his own password.</source>
        <translation>现在还没有生效。复核人在“审批”页能看到它；如果就在旁边，可以在这里用自己的密码复核。</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Why no last day is known</source>
        <translation>为什么不知道末日</translation>
    </message>
    <message>
        <source>Why the clock stands</source>
        <translation>为什么时效停着</translation>
    </message>
    <message>
        <source>Why it is {day}</source>
        <translation>为什么是 {day}</translation>
    </message>
    <message>
        <source>The clock starts again when the procedure ends.</source>
        <translation>程序终结后重新计算。</translation>
    </message>
    <message>
        <source>It runs again when the cause has gone: then enter that day.</source>
        <translation>原因消除后继续计算，到时请补录消除的日期。</translation>
    </message>
    <message>
        <source>Enter the due date in the core system and import the ledger again.</source>
        <translation>请在核心系统补录到期日，再导入台账。</translation>
    </message>
    <message>
        <source>Over: only the debtor&apos;s own signed consent to perform revives it.</source>
        <translation>已届满：只有借款人本人签字同意履行才能恢复。</translation>
    </message>
    <message>
        <source>Add the evidence: without it only {day} can be proved.</source>
        <translation>请补充凭据（回执照片等）：没有凭据只能证明到 {day}。</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left: serve a notice and have it signed by {day}.</source>
        <translation>
            <numerusform>还剩 %n 天。请在 {day} 以前送达通知书并取得签收。</numerusform>
        </translation>
    </message>
    <message>
        <source>By proof: no last day</source>
        <translation>按凭据：没有末日</translation>
    </message>
    <message>
        <source>By proof only until {day}</source>
        <translation>按凭据只到 {day}</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Withdraw a record</source>
        <translation>撤销登记</translation>
    </message>
    <message>
        <source>Reason, for the record</source>
        <translation>原因（留存记录）</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The record stays, marked as withdrawn; the clocks go back.</source>
        <translation>原记录保留并标明已撤销，时效按撤销后重新计算。</translation>
    </message>
</context>
<context>
    <name>WorkingDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The papers are still being worked on. Close when that is done.</source>
        <translation>文书正在处理，处理完才能关闭。</translation>
    </message>
</context>
</TS>
