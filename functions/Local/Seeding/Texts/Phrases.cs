namespace Protocols.Local.Seeding.Texts;

/// <summary>What staff and customers say in any case, as patterns for <see cref="Wording"/>.</summary>
internal static class Phrases
{
    public static IReadOnlyList<string> Openings { get; } =
    [
        "", "", "", "Olá. ", "[Contato|Chamado] [recebido|aberto] pelo próprio cliente. ", "[Cliente calmo|Pede urgência]. ",
    ];

    public static IReadOnlyList<string> Endings { get; } =
    [
        "", "", "", " [Prefere|Pede] retorno [pela manhã|à tarde|depois das {hora}].", " [É a primeira vez|Não é a primeira vez].",
        " [Aguarda posição|Pede solução] [ainda esta semana|o quanto antes|em {dias} dias].", " Fala de {cidade}.",
    ];

    public static IReadOnlyList<string> Again { get; } =
        ["[Volta a contatar|Novo contato] sobre caso anterior já encerrado. ", "[Mesmo assunto|Continuação] de protocolo anterior. "];

    public static IReadOnlyList<string> Tests { get; } =
    [
        "[Teste remoto|Ping|Leitura de sinal] feito às {hora}: [com perda|dentro do esperado|falha confirmada].",
        "[Reproduzido|Não reproduzido] [com outro equipamento|em outra conta|no laboratório]; registro {codigo}.",
        "Refeito o procedimento do item {minutos} do roteiro; [resultado igual|falha confirmada|melhora parcial].",
    ];

    public static IReadOnlyList<string> Checks { get; } =
    [
        "[Conferido|Refeito] o caminho no sistema de [pedidos|faturamento|contratos]: [sem divergência|divergência confirmada].",
        "[Comparados|Conferidos] [os comprovantes|os registros] com o contrato {contrato}; [batem|há diferença].",
        "[Simulado|Repetido] o procedimento em ambiente de teste, registro {codigo}; [resultado esperado|mesmo resultado].",
    ];

    public static IReadOnlyList<string> Analyses { get; } =
    [
        "[Conferido|Verificado] o histórico: [sem casos iguais|há um caso parecido em {mes}]; [segue para solução|dados completos].",
        "[Cadastro|Contrato {contrato}] conferido com a pessoa; [dados corretos|telefone atualizado].",
    ];

    public static IReadOnlyList<string> Informed { get; } =
    [
        "[Informada|Comunicada] a solução; [concorda com o encerramento|agradeceu|confirmou que está tudo certo].",
        "[Falei com {nome}|Contato com {nome}] às {hora}: [ciente da solução|gostou da solução|confirmou].",
        "[Explicada|Comunicada] a solução a {nome}; [nada mais a tratar|pede só a confirmação por escrito].",
    ];

    public static IReadOnlyList<string> Progress { get; } =
    [
        "[Posição do dia|Retorno diário]: [em análise|com a área técnica|prazo mantido]; {nome} [ciente|prefere aviso por mensagem].",
        "[Informado o andamento|Passada a posição] a {nome}; [novo contato amanhã|sem novidades ainda].",
    ];

    public static IReadOnlyList<string> Inquiries { get; } =
    [
        "[Quer saber|Pergunta] do andamento; [passada a posição|pedido que aguarde mais {dias} dias].",
        "[Pede notícias|Cobra retorno] do caso[, já há {dias} dias|].",
    ];

    public static IReadOnlyList<string> AskCustomer { get; } =
    [
        "Pedidas a {nome} [fotos do {produto}|cópia do comprovante|foto da etiqueta] para continuar.",
        "Pedido que {nome} [teste com outro cabo|confirme o endereço em {cidade}|envie a nota do pedido {pedido}].",
    ];

    public static IReadOnlyList<string> Replies { get; } =
    [
        "[Envia|Mandou] [as fotos pedidas|o comprovante|os dados]. [Obrigado|Aguardo|No aguardo].",
        "[Confirma|Responde] o que foi pedido: [está correto|já testei e continua igual|o endereço é esse mesmo].",
    ];

    public static IReadOnlyList<string> ThirdParty { get; } =
    [
        "[Acionada|Consultada] a {transportadora}; resposta prometida em {dias} dias.",
        "[Chamado {codigo} aberto no fabricante|Pedida posição à operadora do cartão]; aguardando.",
    ];

    public static IReadOnlyList<string> ThirdPartyAnswered { get; } =
    [
        "[Resposta recebida|Retorno] da {transportadora}: [confirmado|localizado|aceito].",
        "Chamado {codigo} [respondido|concluído] pelo fornecedor.",
    ];

    public static IReadOnlyList<string> Handover { get; } =
    [
        "[Concluída a parte técnica|Execução terminada]; devolvo [ao responsável|a quem abriu].",
        "Feito o que cabia; [falta só informar|informar {nome}].",
    ];

    public static IReadOnlyList<string> Missed { get; } =
    [
        "[Ninguém atende|Caixa postal|Chama e cai] às {hora}.", "Telefone [desligado|fora de área|ocupado]; [recado deixado|sem recado].",
        "Atendeu [outra pessoa|um parente]; {nome} não estava.",
    ];

    public static IReadOnlyList<string> WrittenAfterMissed { get; } =
    [
        "Olá, {nome}. Tentamos falar com você [por telefone|nestes dias] sobre o seu protocolo. [Responda por aqui|Aguardamos].",
        "{nome}, [não conseguimos contato|tentamos ligar sem sucesso]. Seu caso será encerrado, mas pode ser retomado em 30 dias.",
    ];

    public static IReadOnlyList<string> Reopenings { get; } =
    [
        "[O problema voltou|Voltou a acontecer] [desde ontem|depois de {dias} dias].",
        "[A solução não durou|Não ficou resolvido], segundo {nome}.",
        "[O combinado não foi cumprido|Nada mudou], [diz|segundo] {nome}.",
    ];

    public static IReadOnlyList<string> Notes { get; } =
    [
        "[Cliente atencioso|Cliente com pressa]; [preferir mensagem|ligar só à tarde].",
        "[Conferir|Acompanhar] a fatura de {mes} antes de encerrar.",
        "[Caso parecido|Mesma região] com outro chamado da semana.", "Conversado com a supervisão; [seguir o roteiro|exceção autorizada].",
    ];

    public static IReadOnlyList<string> Dropped { get; } =
    [
        "[Ligação caiu|Contato interrompido] antes de dizer o motivo; sem retorno ao número.",
        "[Silêncio na linha|Saiu do chat] logo no início.",
    ];

    public static IReadOnlyList<string> Reveals { get; } =
        ["[Conferência de identidade|Confirmação de cadastro] pedida pelo cliente", "Envio de documento ao endereço do cliente"];

    public static IReadOnlyList<string> OwnerLeft { get; } =
        ["Responsável [saiu da empresa|mudou de área|em licença longa]; caso redistribuído"];

    public static IReadOnlyList<string> Acknowledged { get; } =
        ["Olá, {nome}. [Recebemos|Já estamos vendo] o seu contato; [voltamos ainda hoje|voltamos em breve].", "[Avisado|Confirmado] a {nome} que o caso está em análise."];

    public static IReadOnlyList<string> Handovers { get; } =
    [
        "[Análise e teste|Verificações] no histórico; [fora do meu alcance|depende de acesso que não tenho].",
        "[Mesmo resultado|Sem melhora] depois do roteiro; [peço avaliação|segue para análise], registro {codigo}.",
    ];

    public static IReadOnlyList<string> ToOmbudsman { get; } =
    [
        "{nome} [não aceita a resposta|discorda da solução] e [pede a ouvidoria|quer revisão do caso].",
        "[Terceiro contato|Nova reclamação] sobre o contrato {contrato}; {nome} pede [revisão|decisão] da ouvidoria.",
    ];

    public static IReadOnlyList<string> Guidance { get; } =
    [
        "[Refazer|Repetir] o ajuste com o registro {codigo} e [avisar {nome}|confirmar com {nome}].",
        "[Liberado|Corrigido] do nosso lado; [conferir e informar|testar com {nome} e encerrar].",
    ];

    public static IReadOnlyList<string> Skips { get; } =
        ["[Já verificado|Já feito] no contato anterior", "[Não se aplica|Sem sentido] neste caso, segundo {nome}", "Cliente [sem tempo|sem acesso ao equipamento] agora"];

    public static IReadOnlyList<string> Helps { get; } =
        ["[Prazo|Alçada] [acima do meu limite|que depende da supervisão]", "{nome} [insiste|não aceita a solução proposta]; [como proceder|peço orientação]"];

    public static IReadOnlyList<string> Corrections { get; } = ["[Meu número mudou|O telefone está errado]; [o certo está no aplicativo|favor atualizar]."];

    public static IReadOnlyList<string> Corrected { get; } = ["[Telefone atualizado|Cadastro corrigido] [com confirmação por SMS|após conferência]."];

    public static IReadOnlyList<string> CopiesSent { get; } =
        ["[Enviada|Entregue] a {nome} por [e-mail|mídia pelo correio], registro {codigo}", "Cópia [retirada|recebida] em {cidade} [com recibo|mediante assinatura]"];

    public static IReadOnlyList<string> Praises { get; } =
        ["[Atendimento rápido|Resolveram logo]. [Obrigado|Obrigada]!", "[Muito atenciosos|Explicaram tudo com calma]."];

    public static IReadOnlyList<string> Grumbles { get; } =
        ["[Demorou demais|Tive de ligar {dias} vezes].", "[Cada um diz uma coisa|Prometeram retorno e não ligaram]."];
}
