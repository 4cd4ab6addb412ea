"""What the columns of ledgers are called, by core systems and by clerks.

A heading is looked up without spaces, brackets, units and full-width forms. First the whole
heading, then the rules, which look for telling parts. A new name is one more word here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.ledger import LedgerField as F
from desktop.ledgers.text import squeeze

_WORDS: dict[F, str] = {
    F.LOAN_NO: """借据号 借据编号 借据号码 借据 贷款借据号 贷款借据编号 借款借据号 借款借据编号
        贷款号 贷款编号 贷款号码 贷款账号 贷款帐号 借款编号 借款号 借据单号 放款编号 放款账号
        出账编号 出账号 核心借据号 原借据号 贷款凭证号 借据凭证号 借条号 借条编号 据号 借据no
        贷款账户 借据流水号 贷款序号 账号 帐号 贷款账户号 贷款户号 凭证号 凭证编号 loanno
        借据代码 借据顺序号 贷款借据号码 借据id 贷款唯一编号 信贷借据号""",
    F.CONTRACT_NO: """合同号 合同编号 合同号码 借款合同号 贷款合同号 借款合同编号 贷款合同编号
        合同 信贷合同号 信贷合同编号 主合同号 主合同编号 合同文号 合同流水号""",
    F.CUSTOMER_NO: """客户号 客户编号 客户代码 客户号码 客户id 核心客户号 客户内码 客户代号
        cif号 cif 客户码 借款人编号 借款人客户号 信贷客户号 户号 客户唯一号""",
    F.BORROWER: """客户名称 户名 姓名 借款人 借款人姓名 借款人名称 客户姓名 贷款户名 贷户
        贷户姓名 贷户名称 债务人 债务人姓名 债务人名称 欠款人 欠款人姓名 户主 户主姓名 借款户
        借款户名 贷款人姓名 贷款户 名称 借款单位 单位名称 客户 农户姓名 农户 主借款人
        账户名称 帐户名称 账户名 借款企业 借款单位名称 客户户名 贷款客户 贷款客户名称
        借款客户 欠贷人 贷款户姓名 借款户姓名 借款人户名 欠贷户 欠款户 借款主体 名字""",
    F.ID_NUMBER: """身份证号 身份证 身份证号码 证件号 证件号码 公民身份号码 公民身份证号码
        证件编号 证件 身份证件号码 身份证件号 借款人身份证号 借款人身份证 借款人身份证号码
        借款人证件号码 借款人证件号 居民身份证号 居民身份证号码 居民身份证 身份证编号 身份号码
        客户证件号码 客户证件号 身份证明号码 有效证件号码 统一社会信用代码 id 户主身份证号
        身份证no 证照号码 客户身份证号""",
    F.PHONE: """电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 移动电话 借款人电话
        固定电话 联系手机 客户电话 借款人联系电话 借款人手机 借款人手机号 联系人电话 tel
        家庭电话 联系号码 本人电话 客户手机号""",
    F.ADDRESS: """地址 住址 家庭住址 家庭地址 联系地址 通讯地址 通信地址 详细地址 户籍地址
        居住地址 常住地址 现住址 住所 所在地 借款人地址 借款人住址 客户地址 住所地 户口所在地
        家庭详细地址 经常居住地 村组 村组别 村组地址 家庭居住地 户籍所在地 现居住地址""",
    F.TOWNSHIP: """乡镇 镇 乡 所属乡镇 所在乡镇 乡镇街道 街道 乡镇名称 镇乡 所在镇 镇名
        所属镇""",
    F.VILLAGE: """村 村名 行政村 所属村 所在村 村委会 村别 村社区 村庄 社区 村名称 行政村名
        村居 所属行政村 村居委会 所在行政村 村屯""",
    F.GROUP: """组 组别 村民小组 小组 组名 屯 生产队 队别 队 组号 村小组 自然村 自然屯
        所在组 所属组 小组名称 社别""",
    F.DISBURSED_ON: """发放日期 放款日 放款日期 借款日 借款日期 贷款日期 发放日 起息日
        起息日期 起始日期 起始日 贷款发放日 贷款发放日期 借款起始日 起贷日期 起贷日 开始日期
        出账日期 借出日期 贷出日期 贷款起始日 贷款起始日期 合同起始日 合同起始日期 借据起始日
        借据起始日期 发生日期 发生日 起期 放贷日期 放贷日 立据日期 贷款时间 借款时间 发放时间
        放款时间 借款发放日 借款发放日期 借贷日期 贷款日 借据日期 借据日 借据发放日期
        立据日 立据时间 立约日期 签订日期
        贷款起期 借款起期 借款起始日期 贷款开始日期 贷款发放时间 发贷日期 发放年月日
        借款年月日 贷款起息日 借据签订日 起 放出日期 贷放日期 贷放日""",
    F.DUE_ON: """到期日期 到期日 止息日 止息日期 借款到期日 借款到期日期 贷款到期日
        贷款到期日期 合同到期日 合同到期日期 终止日期 终止日 到期时间 约定还款日 应还日期
        应还日 还款日期 还款日 归还日期 截止日 止期 结束日期 借据到期日 借据到期日期 还款期限
        到期 贷款到期时间 贷款终止日 合同终止日 应还款日期 应还款日 约定还款日期 贷款止期
        借款止期 到期年月日 借款终止日 贷款结束日期 约定到期日 最后还款日
        归还期 还款期 归还日 止""",
    F.AMOUNT: """贷款金额 借款金额 原始金额 发放金额 放款金额 借据金额 合同金额 借款本金
        原贷金额 原始本金 初始金额 贷款发放额 原借金额 原值 金额 贷款额 借款数额 借据本金
        初始本金 发放额 借款额 贷款总额 贷款本金 本金 原借款金额 原贷款金额 贷款数额
        贷款发放金额 发放本金 原金额 借款总额 放款额 放款本金 贷出金额 原始借款金额
        借款原值 贷款原值 贷款原始金额 借据原始金额 累放金额 原借本金 借出金额 出账金额""",
    F.BALANCE: """贷款余额 当前余额 尚欠本金 余额 本金余额 结欠本金 欠本 欠本金 未还本金
        剩余本金 结欠余额 结余 借据余额 未偿本金 拖欠本金 现有余额 期末余额 贷款本金余额
        逾期本金 逾期余额 不良余额 不良贷款余额 所欠本金 欠款本金 结存余额 现欠本金 现余额
        借款余额 逾期贷款余额 目前余额 未偿还本金 尚欠贷款本金 结欠贷款本金 当前本金余额
        贷款结余 欠款余额 本期余额 账面余额 帐面余额 余欠本金 未归还本金 尚欠余额 尚欠金额
        剩余金额 未还金额 贷款现余额 结欠 现存余额 不良本金 贷款当前余额 借据当前余额
        正常本金 正常余额 未结清本金 未还余额 拖欠贷款本金 实欠本金""",
    F.RATE: """利率 执行利率 月利率 年利率 月息 年息 合同利率 贷款利率 执行年利率 执行月利率
        约定利率 月利 利息率 借款利率 执行利率月 执行利率年 贷款执行利率 贷款月利率 贷款年利率
        合同月利率 合同年利率 借据利率 正常利率 年化利率 当前执行利率 约定月利率 约定年利率
        借款月利率 借款年利率""",
    F.ON_BALANCE_INTEREST: """表内利息 表内 表内欠息 欠息表内 表内应收利息 表内息 表内应收息
        表内应收未收利息 表内利息余额 表内欠息余额 表内结欠利息 表内欠利息 利息表内 表内挂息
        表内欠息金额""",
    F.OFF_BALANCE_INTEREST: """表外利息 表外 表外欠息 欠息表外 表外应收利息 表外息 表外应收息
        表外应收未收利息 表外利息余额 表外欠息余额 表外结欠利息 表外欠利息 利息表外 表外挂息
        催收利息 表外欠息金额""",
    F.TOTAL_INTEREST: """欠息合计 欠息 利息合计 欠息总额 利息 应收利息 结欠利息 欠利息 累计欠息
        欠息金额 拖欠利息 应收利息合计 利息余额 欠息余额 尚欠利息 未还利息 应收未收利息 所欠利息
        累计欠利息 欠息总计 应付利息 欠付利息 欠息额 结欠息 利息总额 总欠息 现欠利息 合计欠息
        表内外欠息 表内外利息 表内外欠息合计 表内表外利息合计 表内外利息合计 未收利息 挂息
        逾期利息 实欠利息""",
    F.FIVE_CLASS: """五级分类 五级形态 分类 形态 贷款形态 五级分类结果 资产分类 风险分类
        贷款分类 分类结果 四级形态 四级分类 贷款五级分类 五级 占用形态 贷款五级形态 五级分类形态
        风险形态 资产质量 五级分类状态 级次 不良形态 风险等级 当前五级分类 质量分类 贷款质量
        五级分类级别 分类等级 资产风险分类 分类级别 贷款风险分类 贷款占用形态 资产形态 质量形态""",
    F.GUARANTORS: """担保人 保证人 担保人姓名 保证人姓名 担保 保证人名称 担保人名称 保证担保人
        共同担保人 联保人 担保户 保证人担保人 担保人保证人 连带保证人 保证人户名 担保人户名
        担保单位 担保客户 联保成员 担保者""",
    F.OFFICER: """管户信贷员 经办人 责任人 信贷员 客户经理 管户经理 管户客户经理 管户员
        责任信贷员 经办信贷员 管理责任人 清收责任人 包收人 第一责任人 经办 主责任人 管户人 管护人
        责任人姓名 管理人 管户责任人 清收人 经办客户经理 经办人员 信贷人员 包收责任人 主办客户经理
        管理信贷员 管贷员 管户人员 责任人员 经办员 催收责任人 放款责任人 外勤 外勤员
        管理行责任人 经放人 经贷人 发放人 放款人 放贷人 放贷员
        包户人 包村人 包片信贷员 包片人 主办信贷员 负责人""",
    F.PURPOSE: "贷款用途 用途 借款用途 资金用途 贷款投向 投向 实际用途 借款原因",
    F.REMARK: """备注 说明 备考 附注 逾期原因 形成原因 原因 不良原因 欠款原因 情况说明 备注说明
        不良形成原因 贷款现状 现状 拖欠原因 注 清收情况 备 注释 情况 欠贷原因 未还原因""",
    F.SEQUENCE: "序号 编号 行号 no 序 顺序号 项次 序列 笔数 号 num number # 行次",
    F.IGNORED: """机构 机构号 机构名称 网点 网点名称 币种 逾期天数 担保方式 贷款期限 期限 科目
        科目号 贷款种类 产品名称 性别 年龄 民族 支行 信用社 联社 逾期利率 罚息利率 本息合计 合计
        是否诉讼 催收日期 配偶 配偶姓名 共同借款人 证件类型 机构代码 经办机构 业务品种 贷款方式
        欠息天数 逾期日期 逾期起始日 职业 开户机构 本利合计 本息 签收人 结息日 还款方式 展期日期
        数据日期 统计日期 录入日期 最后还款日期 上次还款日 最近还款日期 诉讼时效 时效 催收情况
        客户类型 客户类别 贷款品种 贷款类型 贷款性质 法人机构 归属机构 逾期期数 部门 担保类型
        利率类型 浮动比例 计息方式 贷款状态 贷款投向行业 行业 罚息 复利 本金罚息 利息罚息""",
}
_WEAK = frozenset(
    """本金 贷款本金 金额 编号 名称 号 账号 帐号 客户 凭证号 户号 起 止 情况
        正常本金 正常余额 逾期本金 逾期余额""".split()
)
"""Words that several fields go by: a stronger word elsewhere in the table takes the field."""

_RULES: tuple[tuple[F, str], ...] = (
    (F.DISBURSED_ON, r"期限.*[起始]日?$"),
    (F.DUE_ON, r"期限.*[止终]日?$"),
    (F.OFF_BALANCE_INTEREST, r"催收(未收|应计|贷款|欠|罚|复|利)*[息利](余额)?$"),
    (
        F.IGNORED,
        r"(担保|保证|配偶|共同借款|抵押|质押|联系人|用款).*((?<!保)证|电话|手机|住址|地址|号|关系|方式)"
        r"|((?<!保)证|电话|手机|住址|地址).*(担保|保证|配偶)",
    ),
    (F.IGNORED, r"罚息|复利|天数|期限|上年|年初|上期|上月|比年初|较上|机构|币种|诉讼|催收|展期"),
    (
        F.IGNORED,
        r"逾期.*利率|利率.*(浮动|类型|方式)|本息|证件类[型别]|还款方式|已还|(?<!未)归还|(?<!未)收回|本次",
    ),
    (F.IGNORED, r"配偶|共同借款|抵押|质押|(金额|本金|余额).*大写"),
    (F.GUARANTORS, r"(担保|保证)人\d?(姓名|名称|户名)?\d?$"),
    (F.ON_BALANCE_INTEREST, r"表内.*息|息.*表内"),
    (F.OFF_BALANCE_INTEREST, r"表外.*息|息.*表外"),
    (F.FIVE_CLASS, r"五级|四级|分类|形态"),
    (F.RATE, r"利率|[年月]息$"),
    (F.TOTAL_INTEREST, r"(欠|应收|未收|结欠|拖欠|挂).*息|息.*(合计|总额|余额)"),
    (
        F.BALANCE,
        r"余额|[欠未剩](还|偿|余|贷|款|收|回)*(的)?本金|结欠.*本金|尚欠.*(本|款)"
        r"|[结尚现实下拖]欠(贷款|款)?(金?额)?$|(期末|现有|目前|当前)本金$",
    ),
    (F.DUE_ON, r"到期.*(日|时间)|(终止|截止|止息|结束).*日|止期$"),
    (F.DISBURSED_ON, r"(发放|放款|借款|贷款|起息|起始|贷出|借出|立据|开始).*(日|时间)|起期$"),
    (F.ID_NUMBER, r"身份证|证件号|身份号"),
    (F.LOAN_NO, r"借据.*(号|编号|编码)|(贷款|借款)(账|帐|编)?号"),
    (F.CONTRACT_NO, r"合同.*(号|编号|编码)"),
    (F.CUSTOMER_NO, r"客户.*(号|编号|代码|编码)"),
    (F.AMOUNT, r"(贷款|借款|发放|放款|原始|合同|借据|原).*(金额|本金|额)"),
    (F.PHONE, r"电话|手机"),
    (F.ADDRESS, r"地址|住址"),
    (F.OFFICER, r"信贷员|客户经理|责任人|经办人|管户"),
    (F.BORROWER, r"(借款人|贷户|借款户|债务人|贷款户|户主|欠款人|客户).*(姓?名|名称)$"),
    (F.PURPOSE, r"用途"),
    (F.REMARK, r"备注|原因"),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _RULES)
_BY_WORD = {word: field for field, words in _WORDS.items() for word in words.split()}

_INTEREST_PART = re.compile(
    r"(?:表[内外]|[应催]收|应计|[拖结尚]?欠|未收|贷款|逾期|本金|利息)*"
    r"(?:正常|期[内外]|逾期|罚|复|应计)(?:[利欠罚]?息|利)(?:余额|金额|额)?"
    r"|[欠利]息(?:正常|期[内外]|逾期|罚息|复[利息])(?:利?息)?"
)
_BOOKED, _UNBOOKED = re.compile("表内"), re.compile("表外|催收")

_TELLING = r"(?![^()\[\]]*(?:表[内外]|担保|保证|配偶|年初|上年|上期))"
_BRACKETS = re.compile(rf"\({_TELLING}[^()]*\)|\[{_TELLING}[^\]]*\]|【[^】]*】|<[^>]*>")
_UNITS = re.compile(r"[‰%]|(?<=.)[/:]?(?:单位)?[:]?(?:人民币)?[百千万亿]?元$")
_DATE = re.compile(r"(?:截[至止])?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日|底|末|初)?")
_MARKS = re.compile(r"[\s:：*＊/、,，.。_\-—\"'|()\[\]]+")


@lru_cache(maxsize=4_096)
def plain_heading(heading: str) -> str:
    """Return a heading by its bare words: 贷款余额（万元） and 贷 款 余 额 are 贷款余额."""
    text = squeeze(heading).lower()
    if "年初" not in text:
        text = _DATE.sub("", text)
    bare = _MARKS.sub("", _UNITS.sub("", _BRACKETS.sub("", text)))
    return bare or _MARKS.sub("", text)


@lru_cache(maxsize=4_096)
def field_of_word(plain: str) -> F | None:
    """Return the field a whole plain heading names, or None."""
    return _BY_WORD.get(plain)


@lru_cache(maxsize=4_096)
def field_of_part(plain: str) -> F | None:
    """Return the field that a telling part of a plain heading points to, or None."""
    if len(plain) > 16:
        return None
    return next((field for field, pattern in _COMPILED if pattern.search(plain)), None)


def is_weak(plain: str) -> bool:
    """Whether this word is used for several fields."""
    return plain in _WEAK


def part_of_interest(plain: str) -> F | None:
    """Return which interest a column holds only a part of (正常利息, 罚息, 表外复利), or None."""
    if not _INTEREST_PART.fullmatch(plain):
        return None
    if _BOOKED.search(plain):
        return F.ON_BALANCE_INTEREST
    return F.OFF_BALANCE_INTEREST if _UNBOOKED.search(plain) else F.TOTAL_INTEREST


def is_sum_of_interest(plain: str) -> bool:
    """Whether a heading says that its interest is the sum of what stands beside it."""
    return bool(re.search("合计|总|累计|共|小计|表内外|内外", plain))
